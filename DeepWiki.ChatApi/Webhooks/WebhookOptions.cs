using System.ComponentModel.DataAnnotations;

namespace DeepWiki.ChatApi.Webhooks;

/// <summary>Handling of pushes that Git hosts tell of.</summary>
internal sealed class WebhookOptions
{
    public const string SectionName = "Webhooks";

    /// <summary>Time in which pushes to one branch are joined. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan JoinWindow { get; set; } = TimeSpan.FromSeconds(10);
}
