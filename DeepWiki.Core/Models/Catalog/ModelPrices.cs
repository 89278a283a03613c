using Microsoft.Extensions.Options;

namespace DeepWiki.Core.Models.Catalog;

/// <summary>Prices of models, as far as they are configured.</summary>
public sealed class ModelPrices
{
    private const double Million = 1_000_000;

    private readonly IOptions<ModelOptions> options;

    internal ModelPrices(IOptions<ModelOptions> options) => this.options = options;

    /// <summary>Cost of a call in the currency of the configured prices; null when the model has none.</summary>
    public double? Cost(string provider, string model, long inputTokens, long outputTokens) =>
        Find(provider, model) is { } price ? ((inputTokens * price.Input) + (outputTokens * price.Output)) / Million : null;

    private ModelPrice? Find(string provider, string model) => options.Value.Prices.Find(price =>
        price.Model == model && (string.IsNullOrEmpty(price.Provider) || string.Equals(price.Provider, provider, StringComparison.OrdinalIgnoreCase)));
}
