namespace DeepWiki.ChatApi.Security;

/// <summary>Kind of a route, as far as the right to call it goes.</summary>
internal enum Access
{
    /// <summary>Shows what is there.</summary>
    Read,

    /// <summary>Costs work or changes something: asks, indexes, deletes.</summary>
    Work,
}
