namespace Aspire.Hosting.ApplicationModel;

/// <summary>Whether a container outlives the session; the local host always ends what it started.</summary>
public enum ContainerLifetime
{
    Session,
    Persistent,
}
