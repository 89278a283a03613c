namespace DeepWiki.ChatApi.Security;

/// <summary>Rights of callers without an API key. Each level holds all of the ones before it.</summary>
internal enum AnonymousUse
{
    /// <summary>No routes but the health endpoints.</summary>
    None,

    /// <summary>Read what is there. Asking, indexing and deleting need a key.</summary>
    Read,

    /// <summary>All routes.</summary>
    Full,
}
