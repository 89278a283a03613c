namespace DeepWiki.Core.Data.Generations;

/// <summary>States of a generation.</summary>
public enum GenerationState
{
    /// <summary>Its pages are being written.</summary>
    Running,

    /// <summary>All its pages are written.</summary>
    Ready,

    /// <summary>Published with pages that could not be written.</summary>
    Partial,

    /// <summary>Nothing of it could be published.</summary>
    Failed,

    /// <summary>Stopped by its caller; the pages written until then are kept.</summary>
    Cancelled,
}
