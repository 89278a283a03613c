namespace DeepWiki.ChatApi.Models;

/// <summary>One model of a provider.</summary>
/// <param name="Id">Name in requests.</param>
/// <param name="IsDefault">True for the one that serves requests which name none.</param>
internal sealed record ProviderModelView(string Id, bool IsDefault);
