using Microsoft.Extensions.Configuration;

namespace DeepWiki.ServiceDefaults.Clients;

internal static class ClientSections
{
    // What is said of one connection wins over what is said of all.
    public static void Bind(IConfiguration configuration, string section, string connectionName, object settings, string subsection = "")
    {
        foreach (var part in new[] { configuration.GetSection(section), configuration.GetSection(section).GetSection(connectionName) })
        {
            (subsection.Length == 0 ? part : part.GetSection(subsection)).Bind(settings);
        }
    }
}
