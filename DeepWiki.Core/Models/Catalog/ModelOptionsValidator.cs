using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace DeepWiki.Core.Models.Catalog;

/// <summary>Checks at start what attributes cannot say. It names settings and never repeats what they hold.</summary>
internal sealed class ModelOptionsValidator(IConfiguration configuration, ModelCatalog catalog) : IValidateOptions<ModelOptions>
{
    public ValidateOptionsResult Validate(string? name, ModelOptions options)
    {
        var faults = ProviderEndpoints.Faults(configuration, options).ToList();
        if (options.NamedDefault is { } provider && catalog.Find(provider) is null)
        {
            faults.Add($"{ModelOptions.SectionName}:{nameof(options.DefaultProvider)} must be auto or one of {Names()}.");
        }

        if (options.BaseAddresses.Keys.Any(key => ModelCatalog.BuiltIn.Find(key.ToLowerInvariant()) is null or { Id: ProviderNames.Local }))
        {
            faults.Add($"{ModelOptions.SectionName}:{nameof(options.BaseAddresses)} has an entry for a provider that does not exist or has no address.");
        }

        if (options.Proxy is { } proxy && !(Uri.TryCreate(proxy, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp))
        {
            faults.Add($"{ModelOptions.SectionName}:{nameof(options.Proxy)} must be an http address.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private string Names() => string.Join(", ", catalog.Providers.Select(provider => provider.Id));
}
