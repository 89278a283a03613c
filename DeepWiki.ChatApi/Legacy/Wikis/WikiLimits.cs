using System.ComponentModel.DataAnnotations;

namespace DeepWiki.ChatApi.Legacy.Wikis;

/// <summary>Limits of the wikis that one caller may keep. All callers without a key count as one.</summary>
internal sealed class WikiLimits
{
    public const string SectionName = "Wikis";

    /// <summary>Saved wikis of one caller. Default 1,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxSaved { get; set; } = 1000;

    /// <summary>Bytes of all saved wikis of one caller. Default 4 GiB.</summary>
    [Range(1024, 1L << 50)]
    public long MaxSavedBytes { get; set; } = 4L * 1024 * 1024 * 1024;
}
