/// Whether a clerk says that a fault is mended, from 完成情况 and 销号.
///
/// Only a plain word counts: what is planned, begun, half done or done "by" a day to come is no claim.
func saysDone(progress: String, closing: String) -> Bool {
  isClaim(progress) || !isOurs(closing) && isClaim(closing)
}

/// What this program wrote into 销号, which nobody said.
private func isOurs(_ closing: String) -> Bool {
  closing.isEmpty || closing.hasPrefix("未销号") || closing.hasPrefix("重新立项")
}

private func isClaim(_ text: String) -> Bool {
  let plain = text.filter { !$0.isWhitespace }
  if ["是", "√", "✓", "✔", "已", "100%", "完成", "办结", "销号", "已改", "整改到位"].contains(plain) { return true }
  // 已将……改正 is done, 将……改正 is not.
  let words = plain.split(separator: "已将", omittingEmptySubsequences: false).joined(separator: "已")
  let doubts = [
    "未", "尚", "没", "不", "正在", "部分", "拟", "计划", "预计", "将", "准备", "争取", "推进", "进行中", "基本", "大部", "逐步", "待",
  ]
  if doubts.contains(where: words.contains) { return false }
  let claims = ["完成整改", "整改完成", "整改完毕", "整改到位", "完毕", "办结", "全部完成"]
  let done = [
    "完成", "整改", "改正", "修改", "更正", "修复", "补", "公开", "发布", "上传", "删除", "撤", "处理", "解决", "落实", "销号", "更新", "改",
  ]
  // A day to come: 6月底前完成. With 已 it lies behind: 已于6月底前完成.
  let isSaidAsDone = words.contains("已") && done.contains(where: words.contains)
  return isSaidAsDone || claims.contains(where: words.contains) && !["前", "内", "底"].contains(where: words.contains)
}
