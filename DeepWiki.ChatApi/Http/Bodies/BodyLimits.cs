using System.ComponentModel.DataAnnotations;

namespace DeepWiki.ChatApi.Http.Bodies;

/// <summary>Limits of the bodies of all routes but the chat; their timeouts are those of the chat.</summary>
internal sealed class BodyLimits
{
    public const string SectionName = "Bodies";

    /// <summary>Bytes that all of them may hold together: as they came, parsed, and in the form they are kept or given back in. Default 512 MiB.</summary>
    [Range(1024, 1L << 40)]
    public long MaxBufferedBytes { get; set; } = 512L * 1024 * 1024;
}
