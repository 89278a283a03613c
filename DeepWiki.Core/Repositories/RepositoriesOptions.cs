namespace DeepWiki.Core.Repositories;

/// <summary>Options that limit the repositories that may be read.</summary>
public sealed class RepositoriesOptions
{
    public const string SectionName = "Repositories";

    /// <summary>
    /// Hosts, as <c>host</c> or <c>host:port</c>, that may lie inside the own network, speak http and use any port. Default: none.
    /// Without a port the scheme's own one is meant.
    /// </summary>
    public IList<string> AllowedHosts { get; init; } = [];

    /// <summary>True when <see cref="AllowedHosts"/> is the whole world. Default: false, any host of the open internet.</summary>
    public bool OnlyAllowedHosts { get; init; }

    /// <summary>Folders below which local repositories may be read. Default: the user's home in Development, else none.</summary>
    public IList<string> LocalRoots { get; init; } = [];
}
