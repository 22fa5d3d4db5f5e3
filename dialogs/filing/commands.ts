import { fold } from '#domain/text/fold.ts'

/** Words that steer a form. They are few, short and whole messages, so that no answer is ever taken for one. */
const COMMANDS = {
  review: /^(?:cho (?:toi |em )?)?(?:xem lai|xem toan bo|kiem tra lai|ra soat|review)(?: (?:lai|toan bo|het|bao cao|ca bao cao|truoc khi (?:gui|nop)|all|it|everything))*$/,
  back: /^(?:quay lai|lui lai|lui|tro lai|ve|back|go back|previous)(?: (?:trang|muc|phan|buoc))?(?: truoc)?$|^(?:trang|muc|phan) truoc$/,
  next: /^(?:tiep|tiep tuc|tiep theo|(?:sang |qua )?(?:trang|muc|phan)(?: sau| tiep| tiep theo| moi)|sang trang|qua trang|lam tiep|dien tiep|next|continue|go on)$/,
  skip: /^(?:tam )?(?:bo qua|de sau|tinh sau|chua co so lieu|skip)(?: (?:muc|trang|phan|cau)(?: nay)?| this| it)?$/,
  later: /^(?:luu nhap|luu lai|luu|tam dung|dung lai day|(?:de )?(?:mai|lat|lat nua|chieu|hom sau) (?:em )?lam tiep|lam sau|save|save draft|save for later|later)(?: (?:nhe|nha|da|a|giup (?:toi|em)))*$/,
  keep: /^(?:cu )?(?:giu nguyen|giu nhu cu|(?:y )?nhu (?:cu|ky truoc)|lay (?:nhu |so )?ky truoc|khong (?:co )?(?:gi )?thay doi(?: gi)?|khong doi|van (?:nhu|giong) (?:cu|ky truoc)|van (?:vay|the)|keep|unchanged|same as (?:last|before))(?: (?:nhu )?ky truoc| last period| them| het| tat ca)?$/,
  send: /^(?:toi )?(?:dong y )?(?:gui|trinh|nop|send|submit)(?: (?:lai|cho|thu truong|lanh dao|vien truong|sep|duyet|bao cao|luon|di|len|nhe|nha|a|ngay|it|again|now|report|to the head|for approval))*$/,
  confirm: /^(?:vang |da )?(?:dung|dung roi|dung vay|dung the|chinh xac|xac nhan|so lieu dung|so dung|khong sai|ok|oke|correct|right|yes|it is right)(?: (?:a|nhe|day|roi|het|ca))*(?:,? (?:va |roi |thi |em |toi )?(?:gui|trinh|nop|send|submit)(?: (?:di|luon|len|thoi|bao cao|thu truong|lanh dao|it))*)?$/,
} as const
export type Command = keyof typeof COMMANDS

const BEFORE = /^(?:da|vang|thoi|em|toi|minh|anh|chi|cho em|cho toi|xin|xin phep) (?=\S)/
const AFTER = / (?:a|nhe|nha|nghen|hen|di|giup|gium|dum|voi|luon|em|toi|minh|anh|chi|da)$/

/** The command a whole message is, if it is one. */
export function commandIn(text: string): Command | undefined {
  let said = fold(text).replace(/[.!,;…]+$/g, '').trim()
  if (said.length > 60) return undefined
  // Courtesy is taken off a word at a time, so that a phrase that needs it ("gửi đi") is known before it is gone.
  for (let before = ''; before !== said; said = said.replace(BEFORE, '').replace(AFTER, '')) {
    const command = (Object.keys(COMMANDS) as Command[]).find(name => COMMANDS[name].test(said))
    if (command) return command
    before = said
  }
  return undefined
}
