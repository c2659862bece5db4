/** Words of the field that mean the same, until an administrator says more. */
export const synonymSets: readonly (readonly string[])[] = [
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
