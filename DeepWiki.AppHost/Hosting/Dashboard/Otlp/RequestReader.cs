namespace DeepWiki.AppHost.Hosting.Dashboard.Otlp;

/// <summary>
/// Walks an export request of any of the three kinds, which have one shape: 1 repeated resource group (1 resource, 2 repeated scope group
/// (1 scope, 2 repeated item)). Items are handed on one by one, so that a body full of tiny ones does not stand in memory.
/// </summary>
internal static class RequestReader
{
    private const string Unnamed = "unknown";

    public static void Read(ReadOnlySpan<byte> body, ItemHandler handle)
    {
        var request = new ProtobufReader(body);
        while (request.Next(1))
        {
            var resourceGroup = request.ReadMessage();
            // What a group belongs to may stand behind it: a copy of the reader looks for it first.
            var resource = ReadResource(resourceGroup);
            while (resourceGroup.Next(2))
            {
                var scopeGroup = resourceGroup.ReadMessage();
                var origin = resource with { Scope = ReadScope(scopeGroup) };
                while (scopeGroup.Next(2))
                {
                    handle(origin, scopeGroup.ReadMessage());
                }
            }
        }
    }

    private static TelemetryOrigin ReadResource(ProtobufReader group)
    {
        var origin = new TelemetryOrigin(Unnamed, "", "");
        while (group.Next(1))
        {
            var resource = group.ReadMessage();
            while (resource.Next(1))
            {
                origin = AttributeReader.Read(resource.ReadMessage()) switch
                {
                    { Key: "service.name", Value: { Length: > 0 } name } => origin with { Service = BoundedText.Cut(name, BoundedText.MaxName) },
                    { Key: "service.instance.id", Value: var id } => origin with { Instance = BoundedText.Cut(id, BoundedText.MaxName) },
                    _ => origin,
                };
            }
        }

        return origin;
    }

    private static string ReadScope(ProtobufReader group)
    {
        var name = "";
        while (group.Next(1))
        {
            var scope = group.ReadMessage();
            while (scope.Next(1))
            {
                name = scope.ReadText(BoundedText.MaxName);
            }
        }

        return name;
    }
}
