// Technologies and needs made from a grammar, as many as wanted; the same every time.
import { mulberry } from './seeded-random.mjs';

const parts = {
  material:
    '锂电池 钠离子电池 钙钛矿 碳纤维 玻璃纤维 聚氨酯 环氧树脂 铝合金 镁合金 钛合金 不锈钢 高熵合金 石墨烯 碳化硅 氮化镓 陶瓷 耐火材料 水性涂料 光学薄膜 生物质 秸秆 污泥 高盐废水 含油废水 烟气 粉煤灰 电镀废液 稀土 磁性材料 芳纶 聚乳酸 酶制剂 益生菌 疫苗 抗体 中药 茶叶 小麦 玉米 淡水鱼'.split(
      ' ',
    ),
  object:
    '电解液 正极 隔膜 叶片 轴承 齿轮 减速器 电机 变频器 压缩机 换热器 锅炉 阀门 管道 泵 传感器 雷达 摄像头 机器人 无人机 机床 刀具 模具 焊缝 涂层 支架 假体 导管 芯片 封装 基板 天线 光纤 激光器 显示屏 底盘 车身 座椅 线束 巷道 边坡 桥梁 隧道 温室 灌溉系统 饲料 发酵罐 反应器 膜组件 除尘器'.split(
      ' ',
    ),
  process:
    '回收 提纯 制备 合成 改性 成型 焊接 铸造 锻造 热处理 表面处理 检测 监测 诊断 预测 调度 控制 导航 识别 分拣 包装 干燥 过滤 吸附 催化 降解 发酵 育种 储运 修复 加固 减振 降噪 散热 密封 润滑'.split(
      ' ',
    ),
  manner:
    '高效 低温 绿色 智能 连续 在线 自动化 轻量化 高精度 大尺寸 超薄 耐磨 耐腐蚀 高强度 低成本 分布式 移动式 一体化 数字化 柔性'.split(
      ' ',
    ),
  form: '技术 方法 装置 系统 工艺 设备 平台 材料 关键技术 产业化'.split(' '),
};
const modes = ['development', 'transfer', 'licence', 'consulting', 'service', 'equity'];
const fields = [
  'electronics',
  'manufacturing',
  'materials',
  'energy',
  'environment',
  'biomedicine',
  'agriculture',
];

export function technologiesOf(count) {
  const { pick, random } = chooser(7);
  return Array.from({ length: count }, (_, i) => ({
    id: `T${i}`,
    title: `${pick('material')}${pick('object')}${pick('manner')}${pick('process')}${pick('form')}`,
    summary: `针对${pick('object')}${pick('process')}的问题，采用${pick('manner')}${pick('process')}，适用于${pick('material')}。`,
    keywords: [pick('material'), pick('object')],
    field: fields[Math.floor(random() * fields.length)],
    trl: 1 + Math.floor(random() * 9),
    modes: [modes[Math.floor(random() * modes.length)]],
    price: { kind: 'fixed', min: Math.floor(random() * 1e8) },
  }));
}

export function needsOf(count) {
  const { pick, random } = chooser(8);
  return Array.from({ length: count }, (_, i) => ({
    id: `N${i}`,
    title: `${pick('material')}${pick('object')}${pick('process')}`,
    text: `公司现有${pick('object')}在${pick('process')}时${pick('manner')}不足，曾试过${pick('manner')}${pick('process')}，成本偏高。希望用于${pick('material')}，满足${pick('manner')}${pick('form')}的要求，合格率不低于 ${90 + Math.floor(random() * 10)}%。`,
    targets: [{ name: `${pick('process')}效率`, target: '≥ 20%' }],
    field: fields[Math.floor(random() * fields.length)],
    minTrl: 4 + Math.floor(random() * 4),
    modes: [modes[Math.floor(random() * modes.length)]],
    budget: { max: Math.floor(random() * 1e8) },
  }));
}

function chooser(seed) {
  const random = mulberry(seed);
  return { random, pick: (part) => parts[part][Math.floor(random() ** 1.5 * parts[part].length)] };
}
