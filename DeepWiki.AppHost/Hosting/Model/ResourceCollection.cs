using System.Collections.ObjectModel;

namespace DeepWiki.AppHost.Hosting.Model;

internal sealed class ResourceCollection : Collection<IResource>, IResourceCollection;
