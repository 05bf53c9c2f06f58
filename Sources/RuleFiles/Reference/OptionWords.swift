import Checks
import Settings

/// A rule's options in the words of the people who answer for them.
enum OptionWords {
  private static let names: [String: String] = [
    "table": "依据", "where": "范围", "exempt": "不适用的情形", "start": "起算日期", "within": "期限", "unit": "期限单位",
    "done": "办结依据", "late": "逾期的", "missing": "没有做到的", "since_issued": "只判文件印发后的事项", "date": "日期",
    "every": "周期", "count": "最少次数或份数", "distinct": "按此项计不同的", "groups": "应涵盖", "group_fields": "在这些项中查找",
    "except_months": "不作要求的月份", "within_months": "限于月份", "by": "截止日", "partial": "印发当期的", "fields": "必填项",
    "ordered": "先后次序", "event": "以此日期归期", "earlier": "应先完成", "same_day": "同日视为在先", "topics": "主题",
    "need": "各主题", "fresh_days": "最新页面不超过（天）", "fresh_months": "最近更新不超过（月）", "grace": "宽限", "stale": "过旧的",
    "also": "另可依据", "years_later": "顺延年数", "office_hours": "下班时间", "what": "核查内容", "related": "应有的关联记录",
    "maximum_age_days": "不超过（天）", "all": "标题须含", "any": "标题含其一", "none": "标题不含", "columns": "栏目",
    "title_year": "标题所含年份", "text": "正文须含", "published": "发布时间", "kinds": "页面类型", "exclude_kinds": "不计的页面类型",
    "attachments": "附件也算", "turnover": "变动过半的", "gap": "空档的", "short": "做到一部分的", "warn_from": "提醒起始日",
    "linked": "须关联", "before": "须早于", "enough": "做到几项即可", "spread": "分散于不同", "running": "当期未满也判断", "each": "每条记录须有",
    "named_in": "在此项写明所属时期", "each_must": "每条记录须符合", "ahead_of": "须早于", "warn_after_month": "首个完整月后先作提示",
    "short_early": "不全的到期前先作提示", "or_links": "或链接到", "interpreted": "还应有解读", "held": "限于登记的", "in_columns": "限于栏目",
    "in_own_field": "须在本领域栏目", "service_elements": "办事页面须有", "system": "对应系统列", "in_text": "总表页面正文写明也算",
    "scattered": "分散的",
    "kept": "须有登记", "waits_for_quarter": "季度结束后判断", "signs": "敏感信息", "allowed": "许可的内容", "states": "链接状态",
    "silence": "征求意见最长不计（工作日）", "early": "提前做到即可", "counted": "其中计入的", "apart": "分别比较", "share": "按期的占比（%）",
    "owes_start": "没有起算日期的列为待核查", "spares_last_day": "当天不判逾期", "by_unit": "应由谁办", "concentrated": "视为较为集中（条）",
    "reasons": "说明原因的说法", "entry": "入口", "first": "前几项", "pending": "年度", "excused": "载明不需要的", "weighed": "意见须汇总研究",
    "this_year": "只计本年", "together": "各页面合并查看", "live_links": "须能打开的链接", "own_unit": "由制发单位审查",
    "named_in": "点名也算的项", "own": "自身写明的也算", "silent": "没有写明的", "satisfied": "视为已做到",
    "needs_subjects": "须登记对象", "until": "终止日期", "at_end": "以期末在岗为准", "vague": "没有写明对象的", "undated": "没有日期的",
    "named_year": "标题写明年份的归该年", "uncounted": "没有写明数量的", "open": "发现的没有处理完的",
    "stock": "须与现有数一致", "titles": "链接文字与目标标题不符的", "max_age_days": "检查结果有效（天）", "live": "须能打开的地址",
    "must": "必须", "fault": "否则为", "offline": "下线日期", "state": "链接状态栏", "on": "对应",
  ]
  private static let values: [String: String] = [
    "failed": "判为不符合", "heuristic": "列为待核查", "allowed": "不作不符合处理", "workday": "工作日", "day": "日", "month": "月",
    "quarter": "季度", "half": "半年", "year": "年", "not_due": "未到期", "full": "照常要求", "each": "逐个都要有", "any": "有一个即可",
    "true": "是", "false": "否", "none": "无",
  ]

  static func name(_ key: String) -> String { names[key] ?? key }

  /// The value of an option, on one line.
  static func text(_ key: String, _ setting: Setting, ledgers: [String: String], topics: [String: String]) -> String {
    switch setting.content {
    case .empty: return "无"
    case .scalar(let text, _):
      if key == "table" { return ledgers[text] ?? text }
      if key == "topics" { return topics[text] ?? text }
      return values[text] ?? text
    case .list(let items):
      if ["where", "exempt"].contains(key) { return items.map(condition).joined(separator: "；") }
      return items.map { text(key, $0, ledgers: ledgers, topics: topics) }.joined(separator: "、")
    case .map(let entries):
      if key == "groups" { return entries.map(\.key).joined(separator: "、") }
      if key == "on" { return entries.map { "\($0.key)对应\($0.value.canonicalText)" }.joined(separator: "、") }
      return entries.map { entry in
        let value = text(entry.key, entry.value, ledgers: ledgers, topics: topics)
        return ["field", "table"].contains(entry.key) ? value : "\(name(entry.key))：\(value)"
      }.joined(separator: "，")
    }
  }

  private static func condition(_ setting: Setting) -> String {
    guard case .map(let entries) = setting.content else { return setting.canonicalText }
    let byKey = Dictionary(entries.map { ($0.key, $0.value) }) { first, _ in first }
    if let any = byKey["any"], case .list(let items) = any.content {
      return items.map(condition).joined(separator: "，或")
    }
    let field = (byKey["field"]?.canonicalText ?? "").split(separator: "|").joined(separator: "或")
    func words(_ key: String) -> String? {
      guard let value = byKey[key] else { return nil }
      if case .list(let items) = value.content { return items.map(\.canonicalText).joined(separator: "、") }
      return value.canonicalText
    }
    if let value = words("is") { return "\(field)为\(value)" }
    if let value = words("not") { return "\(field)不为\(value)" }
    if let value = words("contains") { return "\(field)含\(value)" }
    if let value = words("lacks") { return "\(field)不含\(value)" }
    if let value = words("present") { return value == "true" ? "\(field)已填" : "\(field)未填" }
    if let value = words("flag") { return value == "true" ? "\(field)为是" : "\(field)不为是" }
    if let value = words("at_least") { return "\(field)不少于\(value)" }
    if let value = words("items") { return "\(field)不少于\(value)项" }
    if let value = words("same_as") { return "\(field)与\(value)相同" }
    if let value = words("not_below") { return "\(field)不少于\(value)" }
    if let part = byKey["part"], case .map(let inner) = part.content {
      let wanted = inner.first { $0.key == "contains" }.map { list($0.value) } ?? ""
      let other = inner.first { $0.key == "lacks" }.map { list($0.value) } ?? ""
      return "\(field)含\(wanted)\(other.isEmpty ? "" : "（不含\(other)）")"
    }
    return field
  }

  private static func list(_ setting: Setting) -> String {
    if case .list(let items) = setting.content { return items.map(\.canonicalText).joined(separator: "、") }
    return setting.canonicalText
  }
}
