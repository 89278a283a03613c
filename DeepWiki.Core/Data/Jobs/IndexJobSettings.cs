using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using DeepWiki.Core.Repositories;

namespace DeepWiki.Core.Data.Jobs;

/// <summary>What an index job is asked to do. Two requests with equal settings are one job.</summary>
/// <param name="Profile">Name of the embedding profile.</param>
/// <param name="ExcludedDirs">Folders to leave out, as asked for.</param>
/// <param name="ExcludedFiles">Files to leave out, as asked for.</param>
/// <param name="IncludedDirs">When any include is given, only these folders…</param>
/// <param name="IncludedFiles">…and these files.</param>
public sealed record IndexJobSettings(
    string Profile,
    IReadOnlyList<string> ExcludedDirs,
    IReadOnlyList<string> ExcludedFiles,
    IReadOnlyList<string> IncludedDirs,
    IReadOnlyList<string> IncludedFiles)
{
    /// <summary>The branch, tag or commit to index; null for the head of the default branch.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Ref { get; init; }

    /// <summary>What is left out besides; null for the usual. They travel with the job, so that only one service has to be told of them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FilterDefaults? Defaults { get; init; }

    /// <summary>Which paths are indexed, the defaults included.</summary>
    public FileFilter Filter() => FileFilter.Create(ExcludedDirs, ExcludedFiles, IncludedDirs, IncludedFiles, Defaults ?? FilterDefaults.Usual);

    /// <summary>SHA-256 of the filter: part of the key of a series.</summary>
    public byte[] FilterHash() => [.. Filter().Hash];

    internal string ToJson() => JsonSerializer.Serialize(this, StorageJsonContext.Default.IndexJobSettings);

    internal byte[] Hash() => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, StorageJsonContext.Default.IndexJobSettings));
}
