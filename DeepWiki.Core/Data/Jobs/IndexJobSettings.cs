using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using DeepWiki.Core.Repositories;

namespace DeepWiki.Core.Data.Jobs;

/// <summary>Settings of an index job. Two requests with equal settings are one job.</summary>
/// <param name="Profile">Name of the embedding profile.</param>
/// <param name="ExcludedDirs">Folders to leave out, as asked for.</param>
/// <param name="ExcludedFiles">Files to leave out, as asked for.</param>
/// <param name="IncludedDirs">Folders to index; with any include given, only these and the included files are.</param>
/// <param name="IncludedFiles">Files to index; with any include given, only these and the included folders are.</param>
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

    /// <summary>Default exclusions; null for the built-in ones. They travel with the job, so that only one service has to be told of them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FilterDefaults? Defaults { get; init; }

    /// <summary>Filter of the paths that are indexed, the defaults included.</summary>
    public FileFilter Filter() => FileFilter.Create(ExcludedDirs, ExcludedFiles, IncludedDirs, IncludedFiles, Defaults ?? FilterDefaults.BuiltIn);

    /// <summary>SHA-256 of the filter: part of the key of a series.</summary>
    public byte[] FilterHash() => [.. Filter().Hash];

    internal string ToJson() => JsonSerializer.Serialize(this, StorageJsonContext.Default.IndexJobSettings);

    internal byte[] Hash() => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, StorageJsonContext.Default.IndexJobSettings));
}
