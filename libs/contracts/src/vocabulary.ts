/**
 * Vocabularies of the field: codes in the data, words on the screen. They are dated reference data: a list that a new
 * rule replaces is added with its date, never edited, so that old records keep their meaning.
 */
export interface Term<Code extends string = string> {
  code: Code;
  zh: string;
  en: string;
}

export type Locale = 'zh' | 'en';

const terms = <const Code extends string>(rows: readonly (readonly [Code, string, string])[]): Term<Code>[] =>
  rows.map(([code, zh, en]) => ({ code, zh, en }));

const codes = <const Code extends string>(list: Term<Code>[]): [Code, ...Code[]] =>
  list.map((term) => term.code) as [Code, ...Code[]];

export const organisationKinds = terms([
  ['institute', '产研院', 'Institute'],
  ['enterprise', '企业', 'Enterprise'],
  ['investor', '金融机构', 'Investor'],
  ['bureau', '市科技局', 'Bureau'],
  ['district', '区科技局', 'District office'],
]);
export const organisationKindCodes = codes(organisationKinds);

export const platformRoles = terms([
  ['bureau_officer', '市科技局工作人员', 'Bureau officer'],
  ['district_officer', '区科技局工作人员', 'District officer'],
  ['system_admin', '系统管理员', 'System administrator'],
]);
export const platformRoleCodes = codes(platformRoles);

/** 技术领域, the eleven fields of 技术合同认定登记 statistics. */
export const fields = terms([
  ['electronics', '电子信息', 'Electronics and information'],
  ['aerospace', '航空航天', 'Aerospace'],
  ['manufacturing', '先进制造', 'Advanced manufacturing'],
  ['biomedicine', '生物医药与医疗器械', 'Biomedicine and medical devices'],
  ['materials', '新材料及其应用', 'New materials'],
  ['energy', '新能源与高效节能', 'New energy and efficiency'],
  ['environment', '环境保护与资源综合利用', 'Environment and resources'],
  ['nuclear', '核应用技术', 'Nuclear applications'],
  ['agriculture', '农业', 'Agriculture'],
  ['transport', '现代交通', 'Modern transport'],
  ['urban', '城市建设与社会发展', 'Urban and social development'],
]);
export const fieldCodes = codes(fields);

/** 战略性新兴产业分类（2018）, first level. */
export const strategicIndustries = terms([
  ['1', '新一代信息技术产业', 'Next-generation IT'],
  ['2', '高端装备制造产业', 'High-end equipment'],
  ['3', '新材料产业', 'New materials'],
  ['4', '生物产业', 'Biotechnology'],
  ['5', '新能源汽车产业', 'New energy vehicles'],
  ['6', '新能源产业', 'New energy'],
  ['7', '节能环保产业', 'Energy saving and environment'],
  ['8', '数字创意产业', 'Digital creative'],
  ['9', '相关服务业', 'Related services'],
]);
export const strategicIndustryCodes = codes(strategicIndustries);

/** Districts of the demonstration city; a deployment for another city replaces this list. */
export const districts = terms([
  ['heping', '和平区', 'Heping'],
  ['hedong', '河东区', 'Hedong'],
  ['hexi', '河西区', 'Hexi'],
  ['nankai', '南开区', 'Nankai'],
  ['hebei', '河北区', 'Hebei'],
  ['hongqiao', '红桥区', 'Hongqiao'],
  ['dongli', '东丽区', 'Dongli'],
  ['xiqing', '西青区', 'Xiqing'],
  ['jinnan', '津南区', 'Jinnan'],
  ['beichen', '北辰区', 'Beichen'],
  ['wuqing', '武清区', 'Wuqing'],
  ['baodi', '宝坻区', 'Baodi'],
  ['binhai', '滨海新区', 'Binhai'],
  ['ninghe', '宁河区', 'Ninghe'],
  ['jinghai', '静海区', 'Jinghai'],
  ['jizhou', '蓟州区', 'Jizhou'],
]);
export const districtCodes = codes(districts);

/** 合作方式: four contract kinds and licensing (技术合同认定登记管理办法), then equity and financing. */
export const cooperationModes = terms([
  ['development', '技术开发', 'Development'],
  ['transfer', '技术转让', 'Transfer'],
  ['licence', '技术许可', 'Licence'],
  ['consulting', '技术咨询', 'Consulting'],
  ['service', '技术服务', 'Service'],
  ['equity', '作价入股', 'Equity for technology'],
  ['financing', '融资', 'Financing'],
]);
export const cooperationModeCodes = codes(cooperationModes);

/** The five kinds of 技术合同. */
export const contractKindCodes = ['development', 'transfer', 'licence', 'consulting', 'service'] as const;

export const maturityStages = terms([
  ['prototype', '样机', 'Prototype'],
  ['lab', '小试', 'Lab scale'],
  ['pilot', '中试', 'Pilot scale'],
  ['mass', '量产', 'Mass production'],
]);
export const maturityStageCodes = codes(maturityStages);

export const needKinds = terms([
  ['research', '技术攻关', 'Joint research'],
  ['introduction', '技术引进', 'Technology introduction'],
  ['renovation', '技术改造', 'Process renovation'],
  ['testing', '检验检测', 'Testing'],
  ['talent', '人才', 'Talent'],
  ['financing', '融资', 'Financing'],
]);
export const needKindCodes = codes(needKinds);

export const priceKinds = terms([
  ['negotiable', '面议', 'Negotiable'],
  ['range', '区间', 'Range'],
  ['fixed', '定价', 'Fixed'],
]);
export const priceKindCodes = codes(priceKinds);

export const ipTypes = terms([
  ['invention', '发明专利', 'Invention patent'],
  ['utility', '实用新型', 'Utility model'],
  ['design', '外观设计', 'Design'],
  ['software', '软件著作权', 'Software copyright'],
  ['other', '其他', 'Other'],
]);
export const ipTypeCodes = codes(ipTypes);

export const ipStatuses = terms([
  ['applied', '申请中', 'Applied'],
  ['granted', '已授权', 'Granted'],
  ['lapsed', '已失效', 'Lapsed'],
  ['transferred', '已转让', 'Transferred'],
]);
export const ipStatusCodes = codes(ipStatuses);

export const ipExpectations = terms([
  ['buyer', '归需求方', 'Owned by the need side'],
  ['seller', '归技术方', 'Owned by the technology side'],
  ['shared', '双方共有', 'Shared'],
  ['negotiable', '面议', 'Negotiable'],
]);
export const ipExpectationCodes = codes(ipExpectations);

export const disclosureLevels = terms([
  ['public', '公开', 'Public'],
  ['registered', '登录可见', 'Registered users only'],
  ['confidential', '保密', 'Confidential'],
]);
export const disclosureLevelCodes = codes(disclosureLevels);

export const listingKinds = terms([
  ['technology', '技术成果', 'Technology'],
  ['need', '技术需求', 'Need'],
]);
export const listingKindCodes = codes(listingKinds);

export const listingStates = terms([
  ['draft', '草稿', 'Draft'],
  ['submitted', '待审核', 'Submitted'],
  ['returned', '已退回', 'Returned'],
  ['published', '已发布', 'Published'],
  ['archived', '已下架', 'Archived'],
  ['expired', '已过期', 'Expired'],
]);
export const listingStateCodes = codes(listingStates);

export const eventStates = terms([
  ['draft', '筹备中', 'Draft'],
  ['registration', '报名中', 'Registration open'],
  ['matching', '撮合中', 'Matching'],
  ['live', '进行中', 'Live'],
  ['closed', '已结束', 'Closed'],
]);
export const eventStateCodes = codes(eventStates);

export const registrationStates = terms([
  ['pending', '待审核', 'Pending'],
  ['admitted', '已通过', 'Admitted'],
  ['waitlisted', '候补', 'Waitlisted'],
  ['offered', '候补已放位', 'Offered'],
  ['checked_in', '已签到', 'Checked in'],
  ['cancelled', '已取消', 'Cancelled'],
]);
export const registrationStateCodes = codes(registrationStates);

export const wishLevels = terms([
  ['must', '必须见', 'Must'],
  ['maybe', '可以见', 'Maybe'],
  ['no', '不见', 'No'],
]);
export const wishLevelCodes = codes(wishLevels);

/** What counts in a timetable, in the order of the default: each strictly before the next. */
export const timetablePriorities = terms([
  ['wishes', '双向意愿', 'Mutual wishes'],
  ['everybody', '每家都有会面', 'A meeting for everybody'],
  ['score', '总分最高', 'Highest score'],
  ['fairness', '公平', 'Fairness'],
  ['comfort', '少空等', 'Few idle rounds'],
  ['stability', '与已公布的一致', 'As announced'],
]);
export const timetablePriorityCodes = codes(timetablePriorities);

/** How far a need and a technology suit each other: four words, never a percentage. */
export const matchLevels = terms([
  ['strong', '强', 'Strong'],
  ['fair', '较强', 'Fair'],
  ['weak', '弱', 'Weak'],
  ['none', '无', 'None'],
]);
export const matchLevelCodes = codes(matchLevels);

/** Why somebody declines a match. The first three speak about the fit; the rest say nothing of it. */
export const declineReasons = terms([
  ['irrelevant', '方向不符', 'Other subject'],
  ['immature', '成熟度不够', 'Not mature enough'],
  ['expensive', '价格不合适', 'Price does not suit'],
  ['solved', '已有方案', 'Solved already'],
  ['competitor', '存在竞争', 'A competitor'],
  ['later', '近期不考虑', 'Not now'],
]);
export const declineReasonCodes = codes(declineReasons);

/** What a side thought of a meeting. */
export const meetingOutcomes = terms([
  ['deep', '深入洽谈', 'Talked in depth'],
  ['interested', '有意向', 'Interested'],
  ['heard', '仅了解', 'Only heard of it'],
  ['mismatch', '不匹配', 'No match'],
]);
export const meetingOutcomeCodes = codes(meetingOutcomes);

export const meetingOrigins = terms([
  ['wish', '单方意愿', 'One-sided wish'],
  ['mutual', '双向意愿', 'Mutual wish'],
  ['proposed', '系统推荐', 'Proposed'],
  ['walk_in', '现场加入', 'Walk-in'],
]);
export const meetingOriginCodes = codes(meetingOrigins);

export const meetingStates = terms([
  ['planned', '未开始', 'Planned'],
  ['called', '请入座', 'Called'],
  ['seated', '洽谈中', 'Seated'],
  ['ended', '已结束', 'Ended'],
  ['missed', '缺席', 'Missed'],
  ['moved', '已改期', 'Moved'],
  ['cancelled', '已取消', 'Cancelled'],
]);
export const meetingStateCodes = codes(meetingStates);

export const boardPhases = terms([
  ['waiting', '等待开始', 'Waiting to start'],
  ['running', '进行中', 'Running'],
  ['paused', '暂停', 'Paused'],
  ['break', '轮间休息', 'Break'],
  ['ended', '全部结束', 'All rounds over'],
]);
export const boardPhaseCodes = codes(boardPhases);

/** Stages of an intent; the first ten are the way to the money, the rest stand aside. */
export const intentStages = terms([
  ['draft', '草稿', 'Draft'],
  ['pending', '待对方确认', 'Awaiting confirmation'],
  ['confirmed', '意向', 'Confirmed'],
  ['negotiating', '洽谈', 'Negotiating'],
  ['agreed', '协议', 'Agreed'],
  ['contracted', '技术合同', 'Contracted'],
  ['registered', '认定登记', 'Registered'],
  ['partly_paid', '部分到账', 'Partly paid'],
  ['paid', '到账', 'Paid'],
  ['completed', '完成', 'Completed'],
  ['rejected', '对方未确认', 'Rejected'],
  ['expired', '超期未确认', 'Expired'],
  ['on_hold', '搁置', 'On hold'],
  ['terminated', '终止', 'Terminated'],
  ['disputed', '有争议', 'Disputed'],
  ['void', '作废', 'Void'],
]);
export const intentStageCodes = codes(intentStages);
export type IntentStage = (typeof intentStageCodes)[number];

export const intentKinds = terms([
  ['development', '技术开发', 'Development'],
  ['transfer', '技术转让', 'Transfer'],
  ['licence', '技术许可', 'Licence'],
  ['consulting', '技术咨询', 'Consulting'],
  ['service', '技术服务', 'Service'],
  ['equity', '作价入股', 'Equity for technology'],
  ['investment', '股权投资', 'Equity investment'],
  ['loan', '贷款', 'Loan'],
  ['platform', '共建平台', 'Joint platform'],
  ['talent', '人才', 'Talent'],
  ['other', '其他', 'Other'],
]);
export const intentKindCodes = codes(intentKinds);

/** What a table may have and a participant may need. */
export const tableFeatures = terms([
  ['screen', '显示屏', 'Screen'],
  ['power', '电源', 'Power socket'],
  ['quiet', '安静', 'Quiet'],
  ['accessible', '无障碍', 'Wheelchair accessible'],
  ['large', '大桌', 'Large table'],
]);
export const tableFeatureCodes = codes(tableFeatures);
export type TableFeature = (typeof tableFeatureCodes)[number];

/** Technology readiness levels, GB/T 22900-2022, in short words for chips and lists. */
export const trlLevels = terms([
  ['1', '报告级：基本原理', 'TRL 1 Basic principle'],
  ['2', '方案级：技术概念', 'TRL 2 Concept'],
  ['3', '功能级：实验室验证', 'TRL 3 Proof of concept'],
  ['4', '仿真级：部件验证', 'TRL 4 Component validated'],
  ['5', '初样级：环境验证', 'TRL 5 Validated in environment'],
  ['6', '正样级：样机演示', 'TRL 6 Prototype demonstrated'],
  ['7', '环境级：工程样机', 'TRL 7 Engineering prototype'],
  ['8', '产品级：定型试用', 'TRL 8 Product qualified'],
  ['9', '系统级：批量应用', 'TRL 9 In series use'],
]);

/** GB/T 4754-2017 divisions that technology transfer meets most; two digits. */
export const industries = terms([
  ['13', '农副食品加工业', 'Agri-food processing'],
  ['14', '食品制造业', 'Food'],
  ['26', '化学原料和化学制品制造业', 'Chemicals'],
  ['27', '医药制造业', 'Pharmaceuticals'],
  ['28', '化学纤维制造业', 'Chemical fibres'],
  ['29', '橡胶和塑料制品业', 'Rubber and plastics'],
  ['30', '非金属矿物制品业', 'Non-metallic minerals'],
  ['31', '黑色金属冶炼和压延加工业', 'Steel'],
  ['32', '有色金属冶炼和压延加工业', 'Non-ferrous metals'],
  ['33', '金属制品业', 'Metal products'],
  ['34', '通用设备制造业', 'General equipment'],
  ['35', '专用设备制造业', 'Special equipment'],
  ['36', '汽车制造业', 'Automobiles'],
  ['37', '铁路、船舶、航空航天和其他运输设备制造业', 'Other transport equipment'],
  ['38', '电气机械和器材制造业', 'Electrical machinery'],
  ['39', '计算机、通信和其他电子设备制造业', 'Electronics'],
  ['40', '仪器仪表制造业', 'Instruments'],
  ['42', '废弃资源综合利用业', 'Recycling'],
  ['44', '电力、热力生产和供应业', 'Power and heat'],
  ['46', '水的生产和供应业', 'Water'],
  ['65', '软件和信息技术服务业', 'Software and IT services'],
  ['73', '研究和试验发展', 'Research and development'],
  ['77', '生态保护和环境治理业', 'Environmental treatment'],
  ['84', '卫生', 'Health'],
]);
export const industryCodes = codes(industries);

/** The word for a code in the reader's language; the code itself where the list does not know it. */
export function termLabel(list: Term[], code: string, locale: Locale): string {
  return list.find((term) => term.code === code)?.[locale] ?? code;
}
