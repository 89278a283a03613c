namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something known about a resource beyond its name and type.</summary>
public interface IResourceAnnotation;
