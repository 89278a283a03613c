namespace DeepWiki.Core.Caching;

/// <summary>Degrees to which a caller waits for Redis.</summary>
internal enum RedisPatience
{
    /// <summary>For what PostgreSQL knows as well: a quarter of a second, and not at all while Redis failed a moment ago.</summary>
    Low,

    /// <summary>For what makes an answer better: two seconds, and not at all while Redis failed a moment ago.</summary>
    High,

    /// <summary>For what nothing can stand in for: two seconds, though Redis failed a moment ago.</summary>
    Needed,
}
