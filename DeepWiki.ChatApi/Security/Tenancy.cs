namespace DeepWiki.ChatApi.Security;

/// <summary>Relation of a deployment's callers to each other.</summary>
internal enum Tenancy
{
    /// <summary>One person.</summary>
    Single,

    /// <summary>People who must not see each other's.</summary>
    Many,
}
