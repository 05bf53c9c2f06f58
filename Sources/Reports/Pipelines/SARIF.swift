/// The part of SARIF 2.1.0 (OASIS) that we write. Property names are the standard's.
struct SARIFLog: Encodable {
  let schema = "https://json.schemastore.org/sarif-2.1.0.json"
  let version = "2.1.0"
  let runs: [SARIFRun]

  enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case version, runs
  }
}

struct SARIFRun: Encodable {
  let tool: SARIFTool
  let automationDetails: SARIFAutomation
  let language = "zh-CN"
  let columnKind = "unicodeCodePoints"
  let results: [SARIFResult]
}

struct SARIFTool: Encodable {
  let driver: SARIFDriver
}

struct SARIFDriver: Encodable {
  let name: String
  let version: String
  let rules: [SARIFRule]
}

/// Tells runs of the same inspection apart from others, and one period's from the next.
struct SARIFAutomation: Encodable {
  let id: String
}

struct SARIFRule: Encodable {
  let id: String
  let shortDescription: SARIFText
  let fullDescription: SARIFText
  let help: SARIFHelp
  let defaultConfiguration: Configuration
  let properties: Properties

  struct Configuration: Encodable {
    let level: SARIFLevel
  }

  struct Properties: Encodable {
    let tags: [String]
  }
}

struct SARIFText: Encodable {
  let text: String
}

struct SARIFHelp: Encodable {
  let text: String
  let markdown: String
}

enum SARIFLevel: String, Encodable {
  case error, warning, note, none
}

struct SARIFResult: Encodable {
  /// `fail` for a fault, `review` for what a person must look at, `open` for a check that broke.
  enum Kind: String, Encodable {
    case fail, review, open
  }

  enum BaselineState: String, Encodable {
    case new, unchanged
  }

  let ruleId: String
  let ruleIndex: Int
  let kind: Kind
  /// `none` unless it is a fault (SARIF 3.27.10).
  let level: SARIFLevel
  let message: SARIFText
  let locations: [SARIFLocation]
  let partialFingerprints: Fingerprints
  /// Absent without a baseline.
  let baselineState: BaselineState?
  /// Absent where nobody can suppress anything in this run; empty means "not suppressed" (SARIF 3.27.23).
  let suppressions: [SARIFSuppression]
  let properties: Properties

  struct Fingerprints: Encodable {
    /// The finding's id: rule, unit and subject.
    let identity: String
    /// The digest of what was judged.
    let object: String?

    enum CodingKeys: String, CodingKey {
      case identity = "gongkaiFinding/v1"
      case object = "gongkaiObject/v1"
    }
  }

  struct Properties: Encodable {
    let unit: String
    let severity: String
    let topic: String
    let clauses: [String]
    let fix: String
    let dueOn: String?
    let lateBy: Int?
  }
}

struct SARIFLocation: Encodable {
  let physicalLocation: Physical?
  let logicalLocations: [Logical]

  struct Physical: Encodable {
    let artifactLocation: Artifact
    /// Columns are left out: ours count bytes, a viewer's count characters.
    let region: Region?
  }

  struct Artifact: Encodable {
    let uri: String
  }

  struct Region: Encodable {
    let startLine: Int
  }

  struct Logical: Encodable {
    let name: String
    let fullyQualifiedName: String
    let kind: String
  }
}

struct SARIFSuppression: Encodable {
  let kind = "external"
  let status = "accepted"
  let justification: String
}
