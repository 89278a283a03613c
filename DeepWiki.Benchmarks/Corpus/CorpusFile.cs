namespace DeepWiki.Benchmarks.Corpus;

/// <summary>A file of a corpus.</summary>
internal sealed record CorpusFile(string Path, string Text);
