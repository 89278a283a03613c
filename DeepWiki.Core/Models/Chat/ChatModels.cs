using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Anthropic;
using DeepWiki.Core.Models.Catalog;
using DeepWiki.Core.Models.OpenAi;
using DeepWiki.Core.Models.Remote;
using DeepWiki.Core.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DeepWiki.Core.Models.Chat;

/// <summary>The models that can answer: says which one a request means, whether it is usable, and gives the client for it.</summary>
public sealed partial class ChatModels
{
    // Asked first when a request names no provider.
    private static readonly string[] Preferred =
        [ProviderNames.Google, ProviderNames.OpenAI, ProviderNames.OpenRouter, ProviderNames.Azure, ProviderNames.DashScope, ProviderNames.Anthropic];

    private readonly ModelCatalog catalog;
    private readonly ProviderEndpoints endpoints;
    private readonly RemoteProviders remotes;
    private readonly bool recordsMessages;

    internal ChatModels(
        ModelCatalog catalog,
        ProviderEndpoints endpoints,
        RemoteProviders remotes,
        IOptions<ModelOptions> options,
        IOptions<TelemetryOptions> telemetry,
        ILogger<ChatModels> logger)
    {
        this.catalog = catalog;
        this.endpoints = endpoints;
        this.remotes = remotes;
        recordsMessages = telemetry.Value.RecordMessages;
        DefaultProvider = options.Value.NamedDefault ?? catalog.DefaultProvider
            ?? Preferred.FirstOrDefault(name => catalog.Find(name) is not null && IsConfigured(name)) ?? ProviderNames.Local;
        if (endpoints[DefaultProvider].MissingSetting is { } missing)
        {
            LogDefaultProviderUnusable(logger, DefaultProvider, missing);
        }
    }

    /// <summary>Serves requests that name no provider.</summary>
    public string DefaultProvider { get; }

    /// <summary>True when a provider of the catalog has the keys and addresses it needs.</summary>
    public bool IsConfigured(string provider) => endpoints[provider].MissingSetting is null;

    /// <summary>Fault that keeps a provider of the catalog from being asked now, and what to do about it; null when none is known.</summary>
    public string? FindFault(CatalogProvider provider)
    {
        if (endpoints[provider.Id].MissingSetting is { } missing)
        {
            return $"Environment variable {missing} must be set.";
        }

        return provider.Id != ProviderNames.Local && remotes[provider.Id].IsCircuitOpen(provider.DefaultModel)
            ? $"Model {provider.DefaultModel} has failed several times in a row. It is asked again within half a minute."
            : null;
    }

    /// <summary>
    /// Resolves the names of a request; null or empty is the default. Costs nothing, so it comes before any work.
    /// </summary>
    /// <exception cref="DeepWikiException">The provider is unknown or lacks its key, or the model's name cannot be one.</exception>
    public ResolvedModel Resolve(string? provider, string? model)
    {
        var name = string.IsNullOrEmpty(provider) ? DefaultProvider : provider;
        var known = catalog.Find(name)
            ?? throw new DeepWikiException(ErrorCode.UnknownProvider, $"Configuration for provider '{ModelName.ToPrintable(name)}' not found");
        if (endpoints[name].MissingSetting is { } missing)
        {
            throw new DeepWikiException(ErrorCode.ModelNotConfigured, $"Environment variable {missing} must be set") { Provider = name };
        }

        if (string.IsNullOrEmpty(model) || name == ProviderNames.Local)
        {
            model = known.DefaultModel;
        }

        return ModelName.IsValid(model) ? new ResolvedModel(name, known.Model(model)) { IsListed = known.Models.Any(listed => listed.Id == model) }
            : throw new DeepWikiException(ErrorCode.InvalidRequest, $"model: must be at most {ModelName.MaxLength} printable characters");
    }

    /// <summary>A client for one answer or many. It shares its connections with the others of its provider; disposing it is cheap.</summary>
    /// <exception cref="ArgumentException">The provider is <c>local</c>, which has no model.</exception>
    public IChatClient CreateChat(ResolvedModel model) => model.IsLocal
        ? throw new ArgumentException("Provider local answers without a model.", nameof(model))
        : new TracedChatClient(Remote(model), model, recordsMessages);

    private RemoteChatClient Remote(ResolvedModel model) => model.Provider == ProviderNames.Anthropic
        ? new(remotes[model.Provider].Chat(model.Parameters, AnthropicClients.Events), model, AnthropicClients.Chat)
        : new(remotes[model.Provider].Chat(model.Parameters, OpenAiClients.Events), model, OpenAiClients.Chat);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Default provider {Provider} cannot be used: environment variable {Setting} is not set")]
    private static partial void LogDefaultProviderUnusable(ILogger logger, string provider, string setting);
}
