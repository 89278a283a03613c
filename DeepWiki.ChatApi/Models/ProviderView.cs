namespace DeepWiki.ChatApi.Models;

/// <summary>One provider of models.</summary>
/// <param name="Id">Name in requests.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Available">True when a request would be sent to it.</param>
/// <param name="Reason">Fault that keeps it from being asked, and what to set; null when there is none.</param>
/// <param name="Models">Models in the order to show; others can be named as well.</param>
internal sealed record ProviderView(string Id, string Name, bool Available, string? Reason, IReadOnlyList<ProviderModelView> Models);
