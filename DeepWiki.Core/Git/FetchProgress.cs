namespace DeepWiki.Core.Git;

/// <summary>Progress of a fetch.</summary>
/// <param name="Percent">Share of objects received, 0–100, as the host announced; null before it did.</param>
/// <param name="BytesOnDisk">Size of the bare repository.</param>
public sealed record FetchProgress(int? Percent, long BytesOnDisk);
