import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Words of the field that mean the same, until the bureau says more. */
const sets = [
  ['锂电池', '锂离子电池'],
  ['光伏', '太阳能电池', '太阳能发电'],
  ['人工智能', 'AI'],
  ['物联网', 'IoT'],
  ['反渗透', 'RO膜'],
  ['氢燃料电池', '质子交换膜燃料电池'],
  ['无人机', '无人驾驶航空器'],
  ['碳捕集', '二氧化碳捕集', 'CCUS'],
  ['增材制造', '3D打印'],
  ['激光雷达', 'LiDAR'],
  ['挥发性有机物', 'VOCs'],
  ['电动汽车', '新能源汽车'],
  ['动力电池回收', '废旧电池回收'],
  ['集成电路', '芯片'],
  ['机器视觉', '视觉检测'],
  ['大模型', '大语言模型', 'LLM'],
];

/** Wordings that mean the same, as the bureau edits them. */
export class SynonymSets20261129000300 implements MigrationInterface {
  name = 'SynonymSets20261129000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE synonym_sets (
        -- In the order in which they were entered.
        no int PRIMARY KEY,
        terms text[] NOT NULL CONSTRAINT synonym_sets_two_terms CHECK (cardinality(terms) BETWEEN 2 AND 20)
      );
      -- One row: the table is saved as a whole, and its version grows with each change.
      CREATE TABLE synonym_table (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        version int NOT NULL,
        -- How the audit names it.
        id uuid NOT NULL DEFAULT gen_random_uuid()
      );
      INSERT INTO synonym_table (version) VALUES (1);
    `);
    for (const [no, terms] of sets.entries()) {
      await runner.query('INSERT INTO synonym_sets (no, terms) VALUES ($1, $2)', [no + 1, terms]);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE synonym_sets, synonym_table');
  }
}
