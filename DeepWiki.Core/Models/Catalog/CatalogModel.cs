namespace DeepWiki.Core.Models.Catalog;

/// <summary>One model a provider offers.</summary>
/// <param name="Id">Name at the provider.</param>
/// <param name="Temperature">Temperature of every request; null leaves the choice to the model.</param>
/// <param name="TopP">Nucleus sampling of every request; null leaves the choice to the model.</param>
/// <param name="ContextTokens">Size of its window where that is small enough to matter for the choice of evidence.</param>
public sealed record CatalogModel(string Id, float? Temperature = null, float? TopP = null, int? ContextTokens = null);
