namespace DeepWiki.Tests.Support.Git;

/// <summary>Fault of a <see cref="GitHttpServer"/>.</summary>
internal enum GitFault
{
    None,

    /// <summary>Takes the request and says nothing.</summary>
    Hang,

    /// <summary>Says nothing once the references are known: only the pack hangs.</summary>
    HangPack,

    /// <summary>Holds the pack back until it is let go.</summary>
    HoldPack,

    /// <summary>Sends a byte now and then, for ever.</summary>
    Drip,

    /// <summary>Sends progress without end instead of a pack.</summary>
    EndlessPack,

    /// <summary>Breaks the connection in the middle of the pack.</summary>
    CutPack,

    /// <summary>Answers every request with a page and status 200.</summary>
    Html,

    /// <summary>Answers every request with an empty page and status 200.</summary>
    EmptyPage,

    /// <summary>Sends elsewhere.</summary>
    Redirect,

    Unauthorized,
    Forbidden,
    NotFound,
    Unavailable,
}
