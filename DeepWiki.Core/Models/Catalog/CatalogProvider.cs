namespace DeepWiki.Core.Models.Catalog;

/// <summary>One provider and what it offers. Every provider but <c>local</c> also serves models that are not listed.</summary>
/// <param name="Id">Name in requests.</param>
/// <param name="Name">Name to show.</param>
/// <param name="DefaultModel">Used when a request names none; its parameters serve models that are not listed.</param>
/// <param name="Models">Models in the order to show.</param>
public sealed record CatalogProvider(string Id, string Name, string DefaultModel, IReadOnlyList<CatalogModel> Models)
{
    /// <summary>The published protocol announces this for all; the local provider answers any name with its one model.</summary>
    public bool SupportsCustomModel { get; init; } = true;

    /// <summary>The model with that name, or the default one's parameters under it.</summary>
    public CatalogModel Model(string id) =>
        Models.FirstOrDefault(model => model.Id == id) ?? Models.First(model => model.Id == DefaultModel) with { Id = id };
}
