// A robot on .NET's FtpWebRequest, as many Windows programs are: one operation, one login.
// Where and who comes from the environment: GW_HOST, GW_PORT, GW_USER, GW_PASSWORD, GW_TLS (1: explicit TLS).
using System.Net;

#pragma warning disable SYSLIB0014

static string Env(string name) => Environment.GetEnvironmentVariable(name) ?? "";

static FtpWebRequest Request(string method, string path)
{
    var escaped = string.Join("/", path.Split('/').Select(Uri.EscapeDataString));
    // %2F: from the root of the server, whatever folder a login begins in.
    var request = (FtpWebRequest)WebRequest.Create($"ftp://{Env("GW_HOST")}:{Env("GW_PORT")}/%2F{escaped.TrimStart('/')}");
    request.Method = method;
    request.Credentials = new NetworkCredential(Env("GW_USER"), Env("GW_PASSWORD"));
    request.EnableSsl = Env("GW_TLS") == "1";
    request.UseBinary = true;
    request.UsePassive = true;
    request.Timeout = 60_000;
    return request;
}

static void Done(FtpWebRequest request)
{
    using var response = (FtpWebResponse)request.GetResponse();
    Console.Error.WriteLine(response.StatusDescription?.Trim());
}

static void Put(string file, string path, int bytesPerSecond = 0, string method = WebRequestMethods.Ftp.UploadFile)
{
    var request = Request(method, path);
    using (var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1))
    using (var to = request.GetRequestStream())
    {
        var buffer = new byte[65536];
        int n;
        while ((n = from.Read(buffer)) > 0)
        {
            to.Write(buffer, 0, n);
            if (bytesPerSecond > 0) Thread.Sleep(1000 * n / bytesPerSecond);
        }
    }
    Done(request);
}

static void Get(string path, string file, bool resumed)
{
    var request = Request(WebRequestMethods.Ftp.DownloadFile, path);
    using var to = new FileStream(file, resumed ? FileMode.Append : FileMode.Create);
    if (resumed) request.ContentOffset = to.Position;
    using var response = (FtpWebResponse)request.GetResponse();
    using (var from = response.GetResponseStream()) from.CopyTo(to);
    Console.Error.WriteLine(response.StatusDescription?.Trim());
}

static void List(string folder)
{
    using var response = (FtpWebResponse)Request(WebRequestMethods.Ftp.ListDirectory, folder + "/").GetResponse();
    using var reader = new StreamReader(response.GetResponseStream());
    Console.Write(reader.ReadToEnd());
}

static void Size(string path)
{
    using var response = (FtpWebResponse)Request(WebRequestMethods.Ftp.GetFileSize, path).GetResponse();
    Console.WriteLine(response.ContentLength);
}

static void Rename(string from, string to)
{
    var request = Request(WebRequestMethods.Ftp.Rename, from);
    request.RenameTo = to;
    Done(request);
}

// Abort() in the middle of an upload.
static void Abort(string file, string path)
{
    var request = Request(WebRequestMethods.Ftp.UploadFile, path);
    var bytes = File.ReadAllBytes(file);
    var to = request.GetRequestStream();
    to.Write(bytes, 0, bytes.Length / 2);
    request.Abort();
}

try
{
    switch (args[0])
    {
        case "put": Put(args[1], args[2]); break;
        case "slowput": Put(args[1], args[2], 8_000_000); break;
        case "append": Put(args[1], args[2], 0, WebRequestMethods.Ftp.AppendFile); break;
        case "get": Get(args[1], args[2], false); break;
        case "resume": Get(args[1], args[2], true); break;
        case "list": List(args[1]); break;
        case "size": Size(args[1]); break;
        case "rename": Rename(args[1], args[2]); break;
        case "remove": Done(Request(WebRequestMethods.Ftp.DeleteFile, args[1])); break;
        case "mkdir": Done(Request(WebRequestMethods.Ftp.MakeDirectory, args[1])); break;
        case "abort": Abort(args[1], args[2]); break;
        default: Console.Error.WriteLine($"no such operation: {args[0]}"); return 2;
    }
    return 0;
}
catch (WebException e)
{
    Console.Error.WriteLine($"{e.Message} {(e.Response as FtpWebResponse)?.StatusDescription}");
    return 1;
}
