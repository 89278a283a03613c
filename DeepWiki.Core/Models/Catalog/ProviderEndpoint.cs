using DeepWiki.Core.Secrets;

namespace DeepWiki.Core.Models.Catalog;

/// <summary>Address of a provider, and the key that is sent there.</summary>
/// <param name="Provider">Its name.</param>
/// <param name="BaseAddress">Address that ends in a slash; null when it is not configured.</param>
/// <param name="Key">Key; goes to the scheme, host and port of <paramref name="BaseAddress"/> and nowhere else.</param>
/// <param name="MissingSetting">The first environment variable that must still be set; null when all is there.</param>
/// <param name="ApiVersion">Value of <c>api-version</c> in every address (Azure).</param>
/// <param name="Workspace">Value of the workspace header (DashScope).</param>
internal sealed record ProviderEndpoint(
    string Provider, Uri? BaseAddress, Secret? Key, string? MissingSetting, string? ApiVersion = null, string? Workspace = null)
{
    /// <summary>Environment variable of the key; null for a provider that wants none.</summary>
    public string? KeySetting { get; init; }

    /// <summary>Setting of the address.</summary>
    public string AddressSetting { get; init; } = $"{ModelOptions.SectionName}:{nameof(ModelOptions.BaseAddresses)}:{Provider}";
}
