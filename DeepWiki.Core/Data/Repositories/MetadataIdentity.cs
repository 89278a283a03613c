using DeepWiki.Core.Data.Jobs;

namespace DeepWiki.Core.Data.Repositories;

/// <summary>The name under which a repository's metadata is cached: whoever activates an index drops exactly what readers keep.</summary>
public static class MetadataIdentity
{
    public static string Create(string repository, IndexJobSettings settings) => $"{repository}\n{Convert.ToHexString(settings.Hash())}";
}
