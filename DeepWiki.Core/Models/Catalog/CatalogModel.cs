namespace DeepWiki.Core.Models.Catalog;

/// <summary>One model a provider offers.</summary>
/// <param name="Id">Name at the provider.</param>
/// <param name="Temperature">Temperature of every request; null leaves the choice to the model.</param>
/// <param name="TopP">Nucleus sampling of every request; null leaves the choice to the model.</param>
/// <param name="ContextTokens">Size of its window where that is small enough to matter for the choice of evidence.</param>
public sealed record CatalogModel(string Id, float? Temperature = null, float? TopP = null, int? ContextTokens = null)
{
    /// <summary>Most tokens of an answer; null leaves the choice to the model.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>Effort that a model which thinks is asked for, such as <c>low</c>; null leaves the choice to the model.</summary>
    public string? ReasoningEffort { get; init; }

    /// <summary><c>max_tokens</c> or <c>max_completion_tokens</c>; null for the one that the provider usually knows.</summary>
    public string? TokenLimitField { get; init; }
}
