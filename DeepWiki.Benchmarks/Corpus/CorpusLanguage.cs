namespace DeepWiki.Benchmarks.Corpus;

/// <summary>Language of a generated file.</summary>
internal enum CorpusLanguage
{
    CSharp,
    Go,
    Python,
    Markdown,
    Yaml,
}
