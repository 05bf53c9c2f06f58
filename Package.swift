// swift-tools-version: 6.1
import PackageDescription

/// Our own modules are built with warnings as errors; packages we depend on are not ours to judge.
let strict: [SwiftSetting] = [
  .unsafeFlags(["-warnings-as-errors"]),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A module in `Sources/<name>`. Its dependencies may only stand above it in the list below.
func module(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

/// The tests of one module, in `Tests/<name>Tests`, mirroring its files.
func tests(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = [], exclude excluded: [String] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies,
    exclude: excluded, resources: resources, swiftSettings: strict)
}

let package = Package(
  name: "gongkai",
  products: [.executable(name: "gongkai", targets: ["gongkai"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-crypto", "3.12.0"..<"4.0.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.0.0"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.25.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.30.0"),
  ],
  targets: [
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CLibArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CXLSXWriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CMimalloc", providers: [.apt(["libmimalloc-dev"])]),

    module("Workdays"),
    module("Parallel"),
    module("Findings", ["Workdays"]),
    module("Markup", ["CLibXML2"]),
    module("Exports", ["Findings", "Markup", "CLibArchive", .product(name: "Crypto", package: "swift-crypto")]),
    module("Pages", ["Findings", "Workdays", "Markup", "Exports"]),
    module("Links", ["Findings", "Workdays", "Parallel", "Markup", "Exports", "Pages"]),
    module(
      "LinkProbes",
      [
        "Findings", "Links", "Markup", "Pages", .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOTLS", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]),
    module("Records", ["Findings", "Workdays", "Markup", "CLibArchive"]),
    module("Workbooks", ["Findings", "Workdays", "Records", "CXLSXWriter"]),
    module("Evidence", ["Findings", "Workdays", "Parallel", "Markup", "Pages", "Links", "Records"]),
    module("Settings"),
    module("Checks", ["Findings", "Workdays", "Parallel", "Records", "Pages", "Evidence", "Settings"]),
    module("Scoring", ["Findings", "Workdays"]),
    module(
      "RuleFiles",
      [
        "Findings", "Workdays", "Parallel", "Records", "Evidence", "Settings", "Checks", "Scoring", "Yams",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    module("Comparison", ["Findings", "Workdays", "Settings"]),
    module("Gates", ["Findings", "Workdays", "Settings", "Comparison"]),
    module("Sampling", ["Findings", "Workdays", "Records"]),
    module("Rectification", ["Findings", "Workdays", "Records", "Comparison"]),
    module(
      "Evaluation",
      [
        "Findings", "Workdays", "Parallel", "Records", "Evidence", "Settings", "Checks", "RuleFiles", "Sampling",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    module(
      "Reports",
      [
        "Findings", "Workdays", "Parallel", "Scoring", "Comparison", "Workbooks",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    module(
      "Inspection",
      [
        "Findings", "Workdays", "Parallel", "Exports", "Pages", "Links", "Records", "Evidence", "Settings", "Checks",
        "RuleFiles", "Evaluation", "Sampling", "Scoring", .product(name: "Crypto", package: "swift-crypto"),
      ]),
    module("History", ["Findings", "Workdays", "Comparison", .product(name: "GRDB", package: "GRDB.swift")]),
    .executableTarget(
      name: "gongkai",
      dependencies: [
        "Findings", "Workdays", "Markup", "Exports", "Pages", "Links", "LinkProbes", "Records", "Workbooks", "Evidence",
        "Settings", "Checks", "RuleFiles", "Evaluation", "Scoring", "Inspection", "Comparison", "Gates", "Sampling",
        "Rectification", "Reports", "History", "Yams", "CMimalloc",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // Reading by itself, for measuring (docs/performance.md).
    .executableTarget(
      name: "read-site", dependencies: ["Workdays", "Exports", "Pages", "Links", "CMimalloc"],
      path: "Benchmarks/read-site",
      swiftSettings: strict),

    tests("Findings"),
    tests("Workdays"),
    tests("Parallel"),
    tests("Markup"),
    tests("Exports", ["CLibArchive"], resources: [.copy("Fixtures")]),
    tests("Pages"),
    tests("Links", ["Exports"]),
    tests(
      "LinkProbes",
      [
        "Links", .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]),
    tests("Records", ["CLibArchive", "RuleFiles"]),
    tests("Workbooks", ["Records", "RuleFiles"], exclude: ["fill.py"]),
    tests("Evidence"),
    tests("Settings"),
    tests("Checks"),
    tests("RuleFiles"),
    tests("Evaluation"),
    tests("Inspection"),
    tests("Scoring"),
    tests("Reports"),
    // Results in small for the tests of what is made from them, and a process to kill while it stores them.
    .target(
      name: "SampleResults", dependencies: ["Findings", "Workdays"], path: "Tests/SampleResults",
      swiftSettings: strict),
    .executableTarget(
      name: "history-writer", dependencies: ["History", "SampleResults"], path: "Tests/HistoryWriter",
      swiftSettings: strict),
    tests("Comparison", ["SampleResults", "RuleFiles"]),
    tests("Gates", ["SampleResults", "RuleFiles"]),
    tests("Sampling", ["SampleResults", "Findings", "Records", "Workdays", "Reports", "RuleFiles"]),
    tests("Rectification", ["SampleResults", "Comparison", "Findings", "Records", "Workdays", "Reports", "RuleFiles"]),
    tests("History", ["SampleResults", "history-writer", .product(name: "GRDB", package: "GRDB.swift")]),
    // What stands in docs/ci, the Makefile and the Containerfile, executed as far as it can be.
    .testTarget(
      name: "PipelineTests", dependencies: ["RuleFiles", "Settings", "Gates", "gongkai"], swiftSettings: strict),
    tests("gongkai", ["SampleResults", "Comparison", "Findings", "Reports", "History"]),
  ],
  swiftLanguageModes: [.v6]
)
