import Pages

extension PageFacts {
  /// Why a link to this page is in doubt although the page is there; nil where nothing speaks against it.
  var suspicion: String? {
    guard looksLikeErrorPage else { return nil }
    return title.map { "目标页面存在，但像是出错页面：“\($0)”" } ?? "目标页面存在，但没有内容"
  }
}
