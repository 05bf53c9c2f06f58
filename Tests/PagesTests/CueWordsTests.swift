import Testing

@testable import Pages

@Suite("Words sought in articles while they are read")
struct CueWordsTests {
  private let cues = CueWords(["依据", "根据《", "制定背景", "背景", "VR"])

  private func found(_ text: String) -> [String] {
    let set = cues.found(in: text)
    return cues.words.filter { cues.has($0, in: set) == true }
  }

  @Test("width, case, white space and quotation marks do not count")
  func folding() {
    #expect(found("一、“制 定　背景”") == ["制定背景", "背景"])
    #expect(found("ＶＲ展厅、vr展厅") == ["VR"])
    #expect(found("法律依\n据") == ["依据"])
  }

  @Test("a title mark counts where a cue has one")
  func titleMark() {
    #expect(found("根据《条例》制定") == ["根据《"])
    #expect(found("根据有关规定") == [])
    #expect(found("根据〈条例〉") == [])
  }

  @Test("radicals that stand for characters, as texts copied from a PDF have them, are read as these")
  func radicals() {
    #expect(CueWords(["目的"]).words.count == 1)
    let purpose = CueWords(["目的"])
    #expect(purpose.has("目的", in: purpose.found(in: "⽬的")) == true)
  }

  @Test("a word that was not sought is neither there nor absent")
  func unknown() {
    #expect(cues.has("目的", in: cues.found(in: "目的")) == nil)
    #expect(cues.has("依据", in: CueSet(bits: [])) == false)
  }

  @Test("more words than one number has bits are told apart")
  func many() {
    let words = (0..<300).map { "词\($0)尾" }
    let many = CueWords(words)
    for word in words { #expect(many.words.filter { many.has($0, in: many.found(in: "有\(word)。")) == true } == [word]) }
  }

  @Test("a page is read for them where it is a policy or an interpretation, and only in its article")
  func pages() {
    func cues(_ title: String, _ body: String) -> CueSet? {
      let page = """
        <html><head><title>\(title)</title><meta name="ArticleTitle" content="\(title)"></head><body>
        <div class="nav">制定背景</div><h1>\(title)</h1><div class="article-content"><h3>一、依据</h3><p>\(body)</p></div>
        </body></html>
        """
      return PageReader(cues: self.cues).read(Array(page.utf8), path: "/a.html").facts.cues
    }
    let body = String(repeating: "本办法自发布之日起施行，请各单位认真贯彻落实。", count: 5)
    let read = cues("《示例办法》政策解读", body)
    #expect(read.map { set in self.cues.words.filter { self.cues.has($0, in: set) == true } } == ["依据"])
    #expect(cues("今天的新闻", body) == nil)
    #expect(PageReader().read(Array("<h1>《示例办法》政策解读</h1>".utf8), path: "/a.html").facts.cues == nil)
  }
}
