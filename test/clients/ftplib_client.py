"""A robot on Python's ftplib: one operation, one login. Where and who comes from the environment."""

import ftplib
import os
import ssl
import sys
import time


def connect():
    host, port = os.environ["GW_HOST"], int(os.environ["GW_PORT"])
    ca = os.environ.get("GW_CA")
    if ca:
        ftp = ftplib.FTP_TLS(context=ssl.create_default_context(cafile=ca))
    else:
        ftp = ftplib.FTP()
    ftp.connect(host, port, timeout=20)
    ftp.login(os.environ["GW_USER"], os.environ["GW_PASSWORD"])
    if ca:
        ftp.prot_p()
    return ftp


class Slowly:
    """A file that is read at about 8 MB a second."""

    def __init__(self, path):
        self.file = open(path, "rb", buffering=0)

    def read(self, count):
        time.sleep(count / 8e6)
        return self.file.read(count)


def put(ftp, path, remote):
    with open(path, "rb") as f:
        ftp.storbinary("STOR " + remote, f)


def slowput(ftp, path, remote):
    ftp.storbinary("STOR " + remote, Slowly(path), blocksize=65536)


def get(ftp, remote, path):
    with open(path, "wb") as f:
        ftp.retrbinary("RETR " + remote, f.write)


def resume(ftp, remote, path):
    with open(path, "ab") as f:
        ftp.retrbinary("RETR " + remote, f.write, rest=f.tell())


def names(ftp, folder):
    for name, facts in ftp.mlsd(folder):
        print(name)


def nlst(ftp, folder):
    for path in ftp.nlst(folder):
        print(path)


def rename(ftp, old, new):
    ftp.rename(old, new)


def remove(ftp, remote):
    ftp.delete(remote)


def mkdir(ftp, remote):
    print(ftp.mkd(remote))


def size(ftp, remote):
    print(ftp.size(remote))


def abort(ftp, path, remote):
    """ABOR in the middle of an upload; the session goes on."""
    with open(path, "rb") as f:
        conn = ftp.transfercmd("STOR " + remote)
        conn.sendall(f.read(1_000_000))
        print(ftp.abort())
        conn.close()
        try:
            print(ftp.voidresp())
        except ftplib.error_temp as e:
            print(e)
    ftp.voidcmd("NOOP")
    names(ftp, remote.rpartition("/")[0])


def append(ftp, path, remote):
    with open(path, "rb") as f:
        ftp.storbinary("APPE " + remote, f)


def main():
    ftp = connect()
    globals()[sys.argv[1]](ftp, *sys.argv[2:])
    ftp.quit()


main()
