namespace DeepWiki.ChatApi.Security;

/// <summary>Who the callers of a deployment are to each other.</summary>
internal enum Tenancy
{
    /// <summary>One person.</summary>
    Single,

    /// <summary>People who must not see each other's.</summary>
    Many,
}
