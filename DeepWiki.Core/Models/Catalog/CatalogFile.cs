using DeepWiki.Core.LegacyConfiguration;
using Microsoft.Extensions.Configuration;

namespace DeepWiki.Core.Models.Catalog;

/// <summary>Reads <c>generator.json</c>: which models are offered, in place of the built-in ones.</summary>
internal static class CatalogFile
{
    private const string Name = "generator.json";

    // In the files of the original, but nothing here can speak to it.
    private const string NotServed = "bedrock";

    private const int MaxWindow = 100_000_000;

    public static ModelCatalog Read(IConfiguration configuration) =>
        SettingsFile.Read(configuration, Name) is { } file ? Read(file) : ModelCatalog.BuiltIn;

    private static ModelCatalog Read(SettingsNode file)
    {
        var listed = file.Required("providers")
            .Members()
            .Where(member => member.Name != NotServed)
            .Select(member => Provider(member.Name, member.Value))
            .ToList();

        // It needs no key and no network, so it is always there.
        IReadOnlyList<CatalogProvider> providers = listed.Exists(provider => provider.Id == ProviderNames.Local)
            ? listed
            : [FindBuiltIn(ProviderNames.Local) ?? throw new InvalidOperationException("The built-in catalog has no local provider."), .. listed];
        var named = file.Optional("default_provider");
        return named is null || providers.Any(provider => provider.Id == named.Text())
            ? new ModelCatalog(providers, named?.Text())
            : throw named.Fault("must be one of the providers listed");
    }

    private static CatalogProvider Provider(string id, SettingsNode node)
    {
        var builtIn =
            FindBuiltIn(id) ?? throw node.Fault($"is no provider there is: {string.Join(", ", ModelCatalog.BuiltIn.Providers.Select(known => known.Id))}");
        if (id == ProviderNames.Local)
        {
            return builtIn;
        }

        var models = node.Required("models").Members().Select(member => Model(member.Name, member.Value)).ToList();
        var standard = node.Required("default_model");
        return models.Exists(model => model.Id == standard.Text())
            ? new CatalogProvider(id, builtIn.Name, standard.Text(), models) { SupportsCustomModel = node.Optional("supportsCustomModel")?.Flag() ?? true }
            : throw standard.Fault("must be one of the models listed");
    }

    // Ollama's parameters stand one level deeper.
    private static CatalogModel Model(string id, SettingsNode node)
    {
        if (!ModelName.IsValid(id))
        {
            throw node.Fault("must have a name that a request could give");
        }

        var parameters = node.Optional("options") ?? node;
        return new CatalogModel(
            id, parameters.Optional("temperature")?.Number(0, 2), parameters.Optional("top_p")?.Number(0, 1),
            parameters.Optional("num_ctx")?.Integer(1, MaxWindow))
        {
            MaxOutputTokens = parameters.Optional("max_output_tokens")?.Integer(1, MaxWindow),
            ReasoningEffort = parameters.Optional("reasoning_effort")?.Text(),
            TokenLimitField = parameters.Optional("token_limit_field") is { } field ? TokenLimitField(field) : null,
        };
    }

    private static string TokenLimitField(SettingsNode node) =>
        node.Text() is "max_tokens" or "max_completion_tokens" ? node.Text() : throw node.Fault("must be max_tokens or max_completion_tokens");

    private static CatalogProvider? FindBuiltIn(string id) => ModelCatalog.BuiltIn.Find(id);
}
