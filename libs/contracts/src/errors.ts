import { z } from 'zod';
import { fillSentence } from './fill-sentence.js';
import type { Locale } from './vocabulary.js';

interface ErrorEntry {
  status: number;
  zh: string;
  en: string;
}
const table = <T extends Record<string, ErrorEntry>>(entries: T) => entries;

/** The one table of errors: code → HTTP status and a sentence in both languages. `{name}` is filled from the details. */
export const errors = table({
  invalid_input: {
    status: 422,
    zh: '提交的内容有误，请按提示修改。',
    en: 'Some of what was sent is not valid.',
  },
  malformed_request: { status: 400, zh: '请求格式无法解析。', en: 'The request could not be parsed.' },
  too_large: { status: 413, zh: '内容超过大小上限。', en: 'What was sent is too large.' },
  not_signed_in: { status: 401, zh: '请先登录。', en: 'Please sign in first.' },
  wrong_credentials: { status: 401, zh: '账号或密码不正确。', en: 'Account or password is wrong.' },
  not_allowed: { status: 403, zh: '您没有权限进行此操作。', en: 'You are not allowed to do this.' },
  foreign_origin: { status: 403, zh: '请求来源不被允许。', en: 'Requests from this origin are not allowed.' },
  organisation_not_approved: {
    status: 403,
    zh: '所在单位尚未通过市科技局审核。',
    en: 'Your organisation has not been approved by the bureau yet.',
  },
  not_found: { status: 404, zh: '未找到所请求的内容。', en: 'Not found.' },
  stale_version: {
    status: 409,
    zh: '内容已被他人更新，请刷新后再试。',
    en: 'Somebody else changed this; reload and try again.',
  },
  too_many_attempts: {
    status: 429,
    zh: '尝试次数过多，请在 {seconds} 秒后再试。',
    en: 'Too many attempts; try again in {seconds} seconds.',
  },
  idempotency_mismatch: {
    status: 422,
    zh: '同一幂等键用于了不同的内容。',
    en: 'This idempotency key was used with another body.',
  },
  idempotency_in_flight: {
    status: 409,
    zh: '相同的请求正在处理中。',
    en: 'The same request is being handled right now.',
  },
  uscc_taken: {
    status: 409,
    zh: '该统一社会信用代码已注册。',
    en: 'This unified social credit code is registered already.',
  },
  login_taken: { status: 409, zh: '该账号已被使用。', en: 'This account name is in use.' },
  link_spent: { status: 410, zh: '链接已失效或已使用。', en: 'This link has expired or was used.' },
  last_admin: {
    status: 409,
    zh: '单位至少要保留一名管理员。',
    en: 'An organisation needs at least one administrator.',
  },
  code_taken: { status: 409, zh: '编号已存在。', en: 'This code exists already.' },
  listing_incomplete: { status: 422, zh: '必填项尚未填写完整。', en: 'Required fields are still empty.' },
  wrong_state: { status: 409, zh: '当前状态不允许此操作。', en: 'The present state does not allow this.' },
  import_rejected: {
    status: 422,
    zh: '文件中有错误，未导入任何数据。',
    en: 'The file has errors; nothing was imported.',
  },
  unreadable_file: { status: 422, zh: '文件无法读取：{reason}', en: 'The file cannot be read: {reason}' },
  registration_closed: { status: 409, zh: '报名未开放或已截止。', en: 'Registration is not open.' },
  already_registered: {
    status: 409,
    zh: '您已报名本场活动。',
    en: 'You are registered for this event already.',
  },
  event_full: { status: 409, zh: '名额已满。', en: 'The event is full.' },
  ticket_unknown: { status: 404, zh: '票码无效。', en: 'This ticket code is not known.' },
  ticket_used: { status: 409, zh: '该票已签到。', en: 'This ticket was checked in already.' },
  not_admitted: {
    status: 409,
    zh: '该报名尚未通过，不能签到。',
    en: 'This registration has not been admitted.',
  },
  table_taken: { status: 409, zh: '该桌本轮已有会面。', en: 'This table has a meeting in this round.' },
  party_busy: { status: 409, zh: '一方本轮已有会面。', en: 'One side has a meeting in this round already.' },
  move_blocked: { status: 409, zh: '不能这样安排：{reason}。', en: 'This cannot be done: {reason}.' },
  meeting_begun: {
    status: 409,
    zh: '第 {round} 轮已经开始，这一版与其中的会面不一致：请由已公布的版本另建草案。',
    en: 'Round {round} has begun and this version differs in it: make a new draft from the announced version.',
  },
  too_few_representatives: {
    status: 409,
    zh: '{party}第 {round} 轮有 {count} 场会面，代表只有 {max} 名：请先调整排期。',
    en: '{party} has {count} meetings in round {round} and sends {max}: change the timetable first.',
  },
  repair_outdated: {
    status: 409,
    zh: '现场情况已经变化，这个方案不再适用，请看更新后的方案。',
    en: 'The day has moved on and this way is not open any more; look at the new ones.',
  },
  no_round_left: {
    status: 409,
    zh: '所有轮次都已开始，没有还能调整的会面。',
    en: 'Every round has begun; there is no meeting left to change.',
  },
  timetable_infeasible: {
    status: 422,
    zh: '必须安排的会面无法同时满足：{reason}',
    en: 'The meetings that must be held cannot all be placed: {reason}',
  },
  intent_exists: {
    status: 409,
    zh: '双方就同一事项已有进行中的意向。',
    en: 'An open intent on the same matter exists between the two sides.',
  },
  same_party: {
    status: 422,
    zh: '意向双方不能是同一单位。',
    en: 'Both sides of an intent are the same organisation.',
  },
  stage_not_reachable: {
    status: 409,
    zh: '不能从“{from}”转到“{to}”。',
    en: 'An intent cannot go from “{from}” to “{to}”.',
  },
  wrong_side: {
    status: 403,
    zh: '须由对方或有权核验者办理。',
    en: 'This step belongs to the other side or to a verifier.',
  },
  evidence_required: { status: 422, zh: '该阶段须提供证明材料。', en: 'This stage needs evidence.' },
  amount_too_high: { status: 422, zh: '金额超过上限：{reason}', en: 'The amount is too high: {reason}' },
  registration_number_taken: {
    status: 409,
    zh: '该合同登记编号已被使用。',
    en: 'This contract registration number is in use.',
  },
  internal: { status: 500, zh: '系统繁忙，请稍后再试。', en: 'Something went wrong on our side.' },
});
export type ErrorCode = keyof typeof errors;

/** Why one field was refused. `reason` is a code of `fieldReasons`; `message` is the sentence for the reader. */
export const fieldProblem = z.object({ field: z.string(), reason: z.string(), message: z.string() });
export type FieldProblem = z.infer<typeof fieldProblem>;

/** `application/problem+json` (RFC 9457), the same over HTTP and in socket acknowledgements. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  fields: z.array(fieldProblem).optional(),
  requestId: z.string().optional(),
});
export type Problem = z.infer<typeof problem>;

const fieldReasons: Record<string, { zh: string; en: string }> = {
  required: { zh: '必填', en: 'is required' },
  wrong_type: { zh: '类型不正确', en: 'has the wrong type' },
  too_short: { zh: '过短（至少 {min}）', en: 'is too short (at least {min})' },
  too_long: { zh: '过长（至多 {max}）', en: 'is too long (at most {max})' },
  too_small: { zh: '不能小于 {min}', en: 'must be at least {min}' },
  too_big: { zh: '不能大于 {max}', en: 'must be at most {max}' },
  bad_format: { zh: '格式不正确', en: 'has the wrong format' },
  unknown_value: { zh: '不是允许的值', en: 'is not an allowed value' },
  unknown_field: { zh: '不认识的字段', en: 'is not a known field' },
  bad_uscc: {
    zh: '统一社会信用代码不正确（18 位，含校验位）',
    en: 'is not a valid unified social credit code (18 characters with check digit)',
  },
  max_below_min: { zh: '上限不能小于下限', en: 'the maximum is below the minimum' },
  bad_login: { zh: '请填写手机号或邮箱', en: 'must be a mobile number or an e-mail address' },
  weak_password: {
    zh: '密码至少 10 位，且不能全为同一类字符',
    en: 'needs 10 characters of at least two kinds',
  },
  only_with_no: { zh: '只能与“不见”一起填写', en: 'belongs to a “no” only' },
  only_with_mismatch: { zh: '只能与“不匹配”一起填写', en: 'belongs to a “no match” only' },
  only_with_one: { zh: '只适用于一名代表的单位', en: 'is for participants who send one person' },
  in_the_past: { zh: '不能早于今天', en: 'must not be in the past' },
  in_the_future: { zh: '不能晚于今天', en: 'must not be in the future' },
  all_received: { zh: '款项已全部到账，请选择“到账”', en: 'completes the payments: choose “Paid”' },
  not_all_received: {
    zh: '款项尚未全部到账，请选择“部分到账”',
    en: 'leaves a part unpaid: choose “Partly paid”',
  },
  not_of_parties: { zh: '不属于意向双方', en: 'belongs to neither side of the intent' },
  not_yours: { zh: '不属于本单位', en: 'does not belong to your organisation' },
  duplicate: { zh: '重复', en: 'is given twice' },
  not_found: { zh: '不存在', en: 'does not exist' },
  too_many: { zh: '数量已达上限（{max}）', en: 'there are {max} already, the most' },
  members_only: {
    zh: '登录且所在单位通过审核后可用',
    en: 'is for signed-in members of approved organisations',
  },
  round_begun: { zh: '该轮已经开始', en: 'has begun already' },
  has_seat: { zh: '已有本场活动的席位', en: 'has a seat at the event already' },
  nobody_there: { zh: '该单位没有可登记的人员', en: 'has nobody who could be registered' },
};

/** The sentence of an error code in the reader's language. */
export function errorSentence(code: ErrorCode, locale: Locale, values: Record<string, unknown> = {}): string {
  return fillSentence(errors[code][locale], values);
}

/** The sentence of a field's reason in the reader's language; the reason itself where it is not known. */
export function fieldSentence(reason: string, locale: Locale, values: Record<string, unknown> = {}): string {
  const entry = fieldReasons[reason];
  return entry ? fillSentence(entry[locale], values) : reason;
}
