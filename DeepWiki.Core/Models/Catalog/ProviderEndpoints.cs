using DeepWiki.Core.Secrets;
using Microsoft.Extensions.Configuration;

namespace DeepWiki.Core.Models.Catalog;

/// <summary>Reads keys and addresses of all providers from configuration, under the environment names that other tools use.</summary>
internal sealed class ProviderEndpoints
{
    private const string DefaultAzureVersion = "2024-10-21";

    private readonly Dictionary<string, ProviderEndpoint> endpoints;

    public ProviderEndpoints(IConfiguration configuration, ModelOptions options) =>
        endpoints = Read(configuration, options).ToDictionary(endpoint => endpoint.Provider, StringComparer.Ordinal);

    public ProviderEndpoint this[string provider] => endpoints[provider];

    /// <summary>Faults of the settings, each with the setting's name. Values may be secrets and are not repeated.</summary>
    public static IEnumerable<string> Faults(IConfiguration configuration, ModelOptions options)
    {
        var addresses = Addresses(configuration, options)
            .Where(address => address.Value is not null && Parse(address.Value) is null)
            .Select(address => $"{address.Setting} must be an http or https address without user name, query or fragment.");
        var keys = Read(configuration, options)
            .Where(endpoint => endpoint.Key?.Reveal().Any(c => c is < '!' or > '~') == true)
            .Select(endpoint => $"The key of provider {endpoint.Provider} holds characters that no key has.");
        return addresses.Concat(keys);
    }

    private static IEnumerable<ProviderEndpoint> Read(IConfiguration configuration, ModelOptions options)
    {
        var addresses = Addresses(configuration, options).ToDictionary(address => address.Provider, StringComparer.Ordinal);
        ProviderEndpoint Keyed(string provider, string? keyName)
        {
            var key = keyName is null ? null : Key(configuration, keyName);
            return new(provider, Parse(addresses[provider].Value), key, keyName is not null && key is null ? keyName : null)
            {
                KeySetting = keyName,
                AddressSetting = addresses[provider].Setting,
            };
        }

        yield return new ProviderEndpoint(ProviderNames.Local, null, null, null);
        yield return Keyed(ProviderNames.OpenAI, "OPENAI_API_KEY");
        yield return Keyed(ProviderNames.Google, "GOOGLE_API_KEY");
        yield return Keyed(ProviderNames.OpenRouter, "OPENROUTER_API_KEY");
        yield return Keyed(ProviderNames.DashScope, "DASHSCOPE_API_KEY") with { Workspace = Value(configuration, "DASHSCOPE_WORKSPACE_ID") };
        yield return Keyed(ProviderNames.Ollama, null);
        yield return Keyed(ProviderNames.Anthropic, "ANTHROPIC_API_KEY");

        var azure = Keyed(ProviderNames.Azure, "AZURE_OPENAI_API_KEY");
        yield return azure with
        {
            MissingSetting = azure.MissingSetting ?? (addresses[ProviderNames.Azure].Value is null ? "AZURE_OPENAI_ENDPOINT" : null),
            ApiVersion = Value(configuration, "AZURE_OPENAI_VERSION") ?? DefaultAzureVersion,
        };
    }

    private static IEnumerable<(string Provider, string Setting, string? Value)> Addresses(IConfiguration configuration, ModelOptions options)
    {
        yield return Address(ProviderNames.OpenAI, "OPENAI_BASE_URL", "https://api.openai.com/v1");
        yield return Address(ProviderNames.Google, null, "https://generativelanguage.googleapis.com/v1beta/openai");
        yield return Address(ProviderNames.OpenRouter, null, "https://openrouter.ai/api/v1");
        yield return Address(ProviderNames.DashScope, null, "https://dashscope.aliyuncs.com/compatible-mode/v1");
        yield return Address(ProviderNames.Anthropic, "ANTHROPIC_BASE_URL", "https://api.anthropic.com");
        yield return Address(ProviderNames.Azure, "AZURE_OPENAI_ENDPOINT", null);
        yield return Address(ProviderNames.Ollama, "OLLAMA_HOST", "http://localhost:11434") is var ollama && ollama.Value is { } host
            ? ollama with { Value = OllamaAddress(host) }
            : ollama;

        (string, string Setting, string? Value) Address(string provider, string? variable, string? usual) =>
            options.BaseAddresses.TryGetValue(provider, out var own) ? (provider, $"{ModelOptions.SectionName}:{nameof(options.BaseAddresses)}:{provider}", own)
            : variable is not null && Value(configuration, variable) is { } value ? (provider, variable, value)
            : (provider, variable ?? $"{ModelOptions.SectionName}:{nameof(options.BaseAddresses)}:{provider}", usual);
    }

    // OLLAMA_HOST is written "localhost:11434" as often as with a scheme, and without the path of the compatible interface.
    private static string OllamaAddress(string host)
    {
        var address = (host.Contains("://", StringComparison.Ordinal) ? host : "http://" + host).TrimEnd('/');
        return address.EndsWith("/v1", StringComparison.Ordinal) ? address : address + "/v1";
    }

    private static Uri? Parse(string? address) =>
        Uri.TryCreate(address?.TrimEnd('/') + "/", UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0
            ? uri
            : null;

    private static Secret? Key(IConfiguration configuration, string name) =>
        Value(configuration, name) is { } key && !string.Equals(key, "none", StringComparison.OrdinalIgnoreCase) ? new Secret(key) : null;

    private static string? Value(IConfiguration configuration, string name) => configuration[name]?.Trim() is { Length: > 0 } value ? value : null;
}
