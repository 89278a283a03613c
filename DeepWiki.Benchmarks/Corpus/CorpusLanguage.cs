namespace DeepWiki.Benchmarks.Corpus;

/// <summary>What a generated file is written in.</summary>
internal enum CorpusLanguage
{
    CSharp,
    Go,
    Python,
    Markdown,
    Yaml,
}
