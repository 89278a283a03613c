namespace Aspire.Hosting;

/// <summary>Where a referenced service project lies; the build writes one class per reference.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    /// <summary>Absolute path of the project file.</summary>
    string ProjectPath { get; }

    bool SuppressBuild => false;
}
