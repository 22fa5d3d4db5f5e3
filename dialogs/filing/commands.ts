import { fold } from '#domain/text/fold.ts'

/** Words that steer a form. They are few, short and whole messages, so that no answer is ever taken for one. */
const COMMANDS = {
  review: /^(?:cho (?:toi |em )?)?(?:xem lai|xem toan bo|kiem tra lai|ra soat|review)(?: (?:lai|toan bo|het|bao cao|ca bao cao|truoc khi (?:gui|nop)|all|it|everything))*$/,
  back: /^(?:quay lai|lui lai|lui|tro lai|ve|back|go back|previous)(?: (?:trang|muc|phan|buoc))?(?: truoc)?$|^(?:trang|muc|phan) truoc$/,
  next: /^(?:tiep|tiep tuc|tiep theo|trang sau|muc sau|phan sau|sang trang|qua trang|lam tiep|dien tiep|next|continue|go on)$/,
  skip: /^(?:tam )?(?:bo qua|de sau|tinh sau|chua co so lieu|skip)(?: (?:muc|trang|phan|cau)(?: nay)?| this| it)?$/,
  later: /^(?:luu nhap|luu lai|luu|tam dung|dung lai day|mai lam tiep|lam sau|save|save draft|save for later|later)(?: (?:nhe|nha|da|a|giup (?:toi|em)))*$/,
  keep: /^(?:giu nguyen|giu nhu cu|nhu ky truoc|lay (?:nhu |so )?ky truoc|khong (?:co gi )?thay doi|khong doi|van (?:nhu|giong) (?:cu|ky truoc)|keep|unchanged|same as (?:last|before))(?: (?:nhu )?ky truoc| last period| them)?$/,
  send: /^(?:toi )?(?:dong y )?(?:gui|trinh|nop|send|submit)(?: (?:thu truong|lanh dao|vien truong|sep|duyet|bao cao|luon|di|len|nhe|nha|a|ngay|it|now|report|to the head|for approval))*$/,
  confirm: /^(?:vang |da )?(?:dung|dung roi|dung vay|dung the|chinh xac|xac nhan|so lieu dung|so dung|khong sai|ok|oke|correct|right|yes|it is right)(?: (?:a|nhe|day|roi|het|ca))*$/,
} as const
export type Command = keyof typeof COMMANDS

/** The command a whole message is, if it is one. */
export function commandIn(text: string): Command | undefined {
  const said = fold(text).replace(/[.!,;…]+$/g, '').replace(/^(?:em|toi|minh|anh|chi|cho em|cho toi) (?=\S)/, '').trim()
  if (said.length > 60) return undefined
  return (Object.keys(COMMANDS) as Command[]).find(name => COMMANDS[name].test(said))
}
