namespace DeepWiki.Core.Data.Jobs;

/// <summary>Result of an index job: files and chunks it indexed, reused and skipped.</summary>
/// <param name="Commit">The commit it indexed, in hexadecimal.</param>
/// <param name="Files">Files indexed.</param>
/// <param name="Chunks">Chunks written by this job; those of known blobs are not written again.</param>
/// <param name="Embedded">Texts sent to the embedding generator.</param>
/// <param name="Reused">Chunks whose embedding was copied from an equal text.</param>
/// <param name="Unembedded">Chunks of the index that have no embedding, whichever job wrote them; the warnings say why.</param>
/// <param name="Skipped">Files left out, counted by reason.</param>
/// <param name="SkippedPaths">The first thousand of them, as <c>reason: path</c>.</param>
/// <param name="Warnings">Other facts a person should know.</param>
public sealed record JobReport(
    string Commit,
    int Files,
    long Chunks,
    long Embedded,
    long Reused,
    long Unembedded,
    IReadOnlyDictionary<string, int> Skipped,
    IReadOnlyList<string> SkippedPaths,
    IReadOnlyList<string> Warnings);
