namespace DeepWiki.ChatApi.Webhooks;

/// <summary>A webhook that was made.</summary>
/// <param name="Url">Address that the host calls.</param>
/// <param name="Secret">Secret that the host signs with; it is shown this once.</param>
internal sealed record WebhookView(string Url, string Secret);
