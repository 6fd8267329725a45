# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates: a small authority of the relay's own, or files that the administrator has."""
import os
import subprocess

from .relay import Problem, write_file

_CA_DAYS = "3650"
_HOST_DAYS = "825"  # the longest that today's clients accept


def _openssl(*arguments):
    try:
        done = subprocess.run(["openssl", *arguments], capture_output=True, text=True, timeout=60,
                              stdin=subprocess.DEVNULL, check=False)
    except FileNotFoundError:
        raise Problem("the program openssl is missing (Debian package openssl)") from None
    except subprocess.TimeoutExpired:
        raise Problem("openssl did not finish within a minute") from None
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines()
        raise Problem("openssl refused: " + (lines[-1] if lines else "no reason given"))
    return done.stdout


def _listen_names(relay):
    names = ["IP:127.0.0.1"]
    if relay.listen not in ("127.0.0.1", "0.0.0.0", "::"):
        names.append("IP:" + relay.listen)
    return names


def make_own(relay):
    """Makes the host certificate, and an authority that can vouch for this domain only."""
    certs = relay.path("certs")
    ca_key, ca_crt = os.path.join(certs, "ca.key"), relay.ca
    masks = [f"permitted;IP:{name[3:]}/{'255.255.255.255' if '.' in name else 'ffff:' * 7 + 'ffff'}"
             for name in _listen_names(relay)]
    permitted = ",".join([f"permitted;DNS:{relay.domain}", "permitted;DNS:localhost", *masks])
    _openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
             "-keyout", ca_key, "-out", ca_crt, "-days", _CA_DAYS, "-sha256",
             "-subj", f"/CN=Sotto relay {relay.domain}"[:64],
             "-addext", "keyUsage=critical,keyCertSign,cRLSign",
             "-addext", f"nameConstraints=critical,{permitted}")
    os.chmod(ca_key, 0o600)
    os.chmod(ca_crt, 0o644)  # clients on this machine read it
    issue_host(relay)


def issue_host(relay):
    """A new key and certificate for the relay, from its own authority."""
    certs = relay.path("certs")
    request, key = os.path.join(certs, "host.csr"), os.path.join(certs, "host.key.new")
    extensions = os.path.join(certs, "host.ext")
    crt = os.path.join(certs, "host.crt.new")
    names = [f"DNS:{relay.domain}", f"DNS:conference.{relay.domain}", f"DNS:share.{relay.domain}",
             "DNS:localhost", *_listen_names(relay)]
    write_file(extensions,
               "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n"
                           "extendedKeyUsage=serverAuth\nsubjectAltName=" + ",".join(names) + "\n")
    _openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
             "-keyout", key, "-out", request, "-subj", f"/CN={relay.domain}"[:64])
    _openssl("x509", "-req", "-in", request, "-CA", relay.ca, "-CAkey",
             os.path.join(certs, "ca.key"),
             "-set_serial", "0x" + os.urandom(16).hex(), "-days", _HOST_DAYS, "-sha256",
             "-extfile", extensions, "-out", crt)
    os.remove(request)
    os.remove(extensions)
    os.chmod(key, 0o600)
    os.replace(key, os.path.join(certs, "host.key"))
    os.replace(crt, os.path.join(certs, "host.crt"))


def read_given(cert, key):
    """Reads the administrator's files while we may still be root."""
    contents = []
    for path in (cert, key):
        try:
            with open(path, "rb") as file:
                contents.append(file.read(1 << 20))
        except OSError as error:
            raise Problem(f"cannot read {path}: {error.strerror}") from None
    return contents


def install_given(relay, contents):
    """Installs a chain and a key, if they fit each other and the domain."""
    crt, key = relay.path("certs", "host.crt"), relay.path("certs", "host.key")
    write_file(crt + ".given", contents[0])
    write_file(key + ".given", contents[1])
    try:
        ours = _openssl("pkey", "-in", key + ".given", "-pubout")
        if _openssl("x509", "-in", crt + ".given", "-noout", "-pubkey") != ours:
            raise Problem("the certificate and the key do not belong together")
        names = _openssl("x509", "-in", crt + ".given", "-noout", "-checkhost", relay.domain)
        if "does match" not in names:
            raise Problem(f"the certificate is not for {relay.domain}")
        os.replace(crt + ".given", crt)
        os.replace(key + ".given", key)
    finally:
        for path in (crt + ".given", key + ".given"):
            if os.path.exists(path):
                os.remove(path)
