using DeepWiki.Core.Models.Chat;
using DeepWiki.Core.Prompts;

namespace DeepWiki.Core.Models.Catalog;

/// <summary>A provider and model that a request may use: known, and with all that is needed to reach it. Only <see cref="ChatModels"/> makes one.</summary>
public sealed record ResolvedModel
{
    internal ResolvedModel(string provider, CatalogModel model) => (Provider, Parameters) = (provider, model);

    public string Provider { get; }

    public string Model => Parameters.Id;

    /// <summary>True for the provider that answers without a model, key or network.</summary>
    public bool IsLocal => Provider == ProviderNames.Local;

    /// <summary>The provider's name in telemetry.</summary>
    public string TelemetryProvider => ProviderNames.InTelemetry(Provider);

    /// <summary>True when the catalog has the model; a request may name any other.</summary>
    internal bool IsListed { get; init; } = true;

    /// <summary>Size of the model's window in tokens; null where the catalog does not know it.</summary>
    public int? ContextTokens => Parameters.ContextTokens;

    /// <summary>Counts as the model does where that is known, else by an estimate on the safe side.</summary>
    public ITokenCounter Tokens => ModelTokens.Find(Model);

    internal CatalogModel Parameters { get; }
}
